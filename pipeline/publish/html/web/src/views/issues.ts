/** All open issues, by rule, with the rows or pages that have them. */

import { natural, type Issue, type Plan, type Row } from "../data";
import { h } from "../dom";
import { code } from "../record";
import { link, rowsWith } from "../state";

const ORDER = ["error", "warning", "info"];
const MOST_ROWS = 12;

export function issues(plan: Plan): HTMLElement {
  const open = plan.packed.issues.filter((issue) => issue.isOpen);
  const rules = new Map<string, Issue[]>();
  for (const issue of open) rules.set(issue.rule, [...(rules.get(issue.rule) ?? []), issue]);
  const sorted = [...rules.values()].sort((a, b) =>
    ORDER.indexOf(a[0]?.severity ?? "") - ORDER.indexOf(b[0]?.severity ?? "") || b.length - a.length);
  const rowsOf = (issue: Issue): Row[] =>
    [...new Set(issue.records.flatMap((id) => plan.rowsOf.get(id) ?? []))].sort((a, b) => natural(a.ref, b.ref));
  return h("div", {},
    h("h2", {}, "Open issues"),
    h("p", { class: "note" }, `What planrows found in the printed plan and nobody has decided yet: ${open.length}. `,
      "To decide them, use the ", h("a", { href: "report.html" }, "review report"), "."),
    ...sorted.map((found) => {
      const rule = found[0]?.rule ?? "";
      const hasRows = found.some((issue) => rowsOf(issue).length);
      return h("details", { class: "rule" }, h("summary", {},
        h("span", { class: `badge ${found[0]?.severity}` }, found.length), h("h3", {}, found[0]?.title ?? rule)),
        hasRows ? h("p", {}, h("a", { href: rowsWith({ issue: [rule] }) }, "The rows that have it")) : null,
        h("ul", { class: "issues" }, ...found.map((issue) => {
          const rows = rowsOf(issue);
          return h("li", { class: `issue ${issue.severity}` }, ...code(issue.message), h("div", { class: "note" },
            ...rows.slice(0, MOST_ROWS).flatMap((row, at) => [at ? ", " : "Rows: ", h("a", { href: link({ ref: row.ref }) }, row.ref)]),
            rows.length > MOST_ROWS ? ` and ${rows.length - MOST_ROWS} more` : ""));
        })));
    }));
}
