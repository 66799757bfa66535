/** Bar charts: the number of rows of each type, group, body, area and rule. */

import { scaleLinear } from "d3-scale";
import { natural, openIssues, words, type Plan, type Row } from "./data";
import { h } from "./dom";
import { leadsOf, NO_LEAD } from "./facets";
import { link, type State } from "./state";

const MOST = 25;

export function counts(plan: Plan, rows: Row[]): HTMLElement {
  const area = (row: Row): string[] => [row.area].filter(Boolean);
  const section = (row: Row): string[] => [row.section].filter(Boolean);
  return h("div", { class: "charts" },
    bars("Type of activity", rows, (r) => r.types, words, (type) => ({ type: [type] })),
    bars("Target group", rows, (r) => r.groups, words, (group) => ({ group: [group] })),
    plan.rows.some((row) => row.outputTypes.length)
      ? bars("Kind of output", rows, (r) => r.outputTypes, words, (output) => ({ output: [output] })) : null,
    plan.hasLeads ? bars("Lead body", rows, (r) => leadsOf(plan, r),
      (id) => (id === NO_LEAD ? "(no lead body)" : plan.bodyName(id)), (lead) => ({ lead: [lead] })) : null,
    plan.areas.size ? bars("Rows by area", rows, area, (id) => plan.name(id), (id) => ({ area: [id] }), natural)
      : bars("Rows by section", rows, section, (id) => plan.name(id), (id) => ({ section: [id] }), natural),
    bars("Rows with open issues, by rule", rows, (r) => [...new Set(openIssues(r).map((i) => i.rule))],
      (rule) => plan.ruleTitles.get(rule) ?? rule, (issue) => ({ issue: [issue] })),
    h("p", { class: "note" }, `Of ${rows.length} rows shown, of ${plan.rows.length} in all. `,
      "A row counts once for each of its values."),
  );
}

function bars(
  title: string,
  rows: Row[],
  values: (row: Row) => string[],
  name: (value: string) => string,
  filter: (value: string) => Partial<State> | null,
  order?: (a: string, b: string) => number,
): HTMLElement {
  const found = new Map<string, number>();
  for (const row of rows) for (const v of values(row)) found.set(v, (found.get(v) ?? 0) + 1);
  const sorted = [...found].sort((a, b) =>
    order ? order(a[0], b[0]) : b[1] - a[1] || natural(a[0], b[0]));
  const shown = order ? sorted : sorted.slice(0, MOST);
  const width = scaleLinear([0, Math.max(1, ...found.values())], [0, 100]);
  const line = ([value, count]: [string, number]): HTMLElement => {
    const change = filter(value);
    const label = name(value);
    const bar = h("span", { class: "bar" });
    bar.style.width = `${width(count)}%`;
    return h("tr", {},
      h("th", { scope: "row" },
        change ? h("a", { href: link({ view: "", ...change }) }, label) : label),
      h("td", {}, h("span", { class: "track" }, bar)),
      h("td", { class: "number" }, count));
  };
  const rest = sorted.length - shown.length;
  return h("section", {},
    h("h2", {}, title),
    sorted.length
      ? h("table", { class: "bars" }, h("tbody", {}, ...shown.slice(0, 120).map(line)))
      : h("p", {}, "None."),
    rest > 0 ? h("p", { class: "note" }, `and ${rest} more`) : null);
}
