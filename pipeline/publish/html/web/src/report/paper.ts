/** The list for paper: the issues that fit the filters, each with its row cut out of the page. */

import { h, svg } from "../dom";
import { grouped, STATUS } from "./list";
import { where, type Issue, type Report } from "./model";
import { rich } from "./rich";
import { frame, sightOf } from "./sheet";
import type { Store } from "./store";

/** Points of a page around the row that is cut out, and the most that is cut out of a long row. */
const MARGIN = 2;
const HIGHEST = 190;

export function paper(report: Report, store: Store, issues: Issue[]): HTMLElement {
  const groups = grouped(issues).map(([, group]) => {
    const first = group[0];
    const name = first ? [h("span", { class: `badge ${first.severity}` }, first.severity), ` ${report.title(first.rule)}`] : [];
    return h("section", {}, h("h2", {}, ...name, h("span", { class: "soft" }, ` ${group.length}`)),
      ...group.map((issue) => entry(report, store, issue)));
  });
  return h("div", { id: "paper", role: "main" }, pictures(report, issues),
    h("p", {}, `${issues.length} issues, ${store.decided} decided.`), ...groups);
}

function entry(report: Report, store: Store, issue: Issue): HTMLElement {
  const status = store.status(issue);
  const now = store.current(issue.id);
  const decided = status === "open" ? "undecided"
    : `${STATUS[status]}${now.value ? ` to “${now.value}”` : ""}${now.by ? `, ${now.by} ${now.date}` : ""}${now.note ? `: ${now.note}` : ""}`;
  return h("article", {}, h("h3", {}, ...rich(issue.message)),
    h("p", {}, h("span", { class: "soft" }, `${where(report, issue)} · ${issue.id} · `), h("b", {}, decided)),
    row(report, issue));
}

/** The row of an issue's first place, cut out of its page. */
function row(report: Report, issue: Issue): Element | null {
  const place = issue.places[0];
  const page = place?.page ? report.packed.pages[place.page] : undefined;
  if (!place?.page || !page?.picture) return null;
  const sight = sightOf(page, place.page, place);
  const { outline } = sight;
  if (!outline) return null;
  const [x0, top, x1, bottom] = frame(sight, MARGIN);
  const height = Math.min(bottom - top, HIGHEST);
  return svg("svg", { viewBox: `${x0} ${top} ${x1 - x0} ${height}`, role: "img", "aria-label": place.label },
    svg("use", { href: `#page-${place.page}` }),
    svg("rect", { class: "place", x: outline[0], y: outline[1], width: outline[2] - outline[0], height: outline[3] - outline[1] }));
}

/** The pages of the rows, each once. */
function pictures(report: Report, issues: Issue[]): Element {
  const numbers = new Set(issues.flatMap((issue) => issue.places[0]?.page ?? []));
  return svg("svg", { class: "defs", "aria-hidden": "true" }, svg("defs", {}, ...[...numbers].flatMap((number) => {
    const page = report.packed.pages[number];
    return page?.picture ? [svg("image", { id: `page-${number}`, href: page.picture, width: page.width, height: page.height })] : [];
  })));
}
