/** Columns of the list of rows: what each shows, and the order that it sorts by. */

import { natural, openIssues, said, words, type Plan, type Row } from "./data";
import { h, type Child } from "./dom";
import { leadsOf, NO_LEAD } from "./facets";
import { marked, type Wanted } from "./marks";
import { link, read } from "./state";
import { term } from "./tip";

const SEVERITIES = ["error", "warning", "info"] as const;

export interface Column {
  key: string;
  title: string;
  /** Width as a share, or in pixels. */
  width: string;
  isShown: boolean;
  cell: (row: Row, wanted: Wanted) => Child[];
  sort: (row: Row) => string;
}

export function columnsOf(plan: Plan): Column[] {
  const text = (name: string) => (row: Row, wanted: Wanted): Child[] =>
    [mark(row, name), h("span", { class: "clamp" }, ...excerpt(plan.text(row, name), wanted))];
  const focus = (row: Row, wanted: Wanted): Child[] => elsewhere(plan, row, wanted) ?? text("focus")(row, wanted);
  const textOf = (name: string) => (row: Row): string => plan.text(row, name);
  const bodies = (ids: string[]): Child[] => ids.flatMap((id) => [term(plan, id), " "]);
  const own = Object.entries(plan.packed.labels).map(([name, title]): Column => ({
    key: name, title, width: "12em", isShown: false, cell: text(name), sort: textOf(name),
  }));
  return filled(plan, [
    { key: "ref", title: "Row", width: plan.areas.size ? "6.4em" : "8.4em", isShown: true,
      cell: (row) => [reference(row), mark(row, "section", "area", "relevant_bodies")],
      sort: (row) => row.ref },
    { key: "area", title: "Priority area", width: "20%", isShown: false, cell: text("area"),
      sort: (row) => row.area },
    { key: "section", title: "Section", width: "14em", isShown: false, cell: text("section"),
      sort: (row) => row.section },
    { key: "focus", title: "Focus area", width: "22%", isShown: true, cell: focus, sort: textOf("focus") },
    { key: "activity", title: "Activity", width: "", isShown: true, cell: text("activity"), sort: textOf("activity") },
    { key: "expected_output", title: "Expected output", width: "25%", isShown: true,
      cell: text("expected_output"), sort: textOf("expected_output") },
    { key: "lead", title: "Lead", width: widthOfNames(plan), isShown: true,
      cell: (row) => [mark(row, "lead_bodies"), leads(plan, row)], sort: (row) => row.leads.join(" ") },
    { key: "relevant", title: "Relevant bodies", width: "14em", isShown: false,
      cell: (row) => [h("span", { class: "clamp" }, ...bodies(row.relevant))], sort: (row) => row.relevant.join(" ") },
    { key: "group", title: "Target groups", width: "9em", isShown: false,
      cell: (row) => [h("span", { class: "clamp" }, row.groups.map(words).join(", "))], sort: (row) => row.groups.join(" ") },
    { key: "context", title: "Groups of the area", width: "9em", isShown: false,
      cell: (row) => [h("span", { class: "clamp" }, row.contextGroups.map(words).join(", "))],
      sort: (row) => row.contextGroups.join(" ") },
    { key: "type", title: "Type of activity", width: "9em", isShown: false,
      cell: (row) => [h("span", { class: "clamp" }, row.types.map(words).join(", "))], sort: (row) => row.types.join(" ") },
    { key: "output", title: "Kind of output", width: "9em", isShown: false,
      cell: (row) => [h("span", { class: "clamp" }, row.outputTypes.map(words).join(", "))],
      sort: (row) => row.outputTypes.join(" ") },
    ...own,
    { key: "page", title: "Page", width: "4em", isShown: false, cell: (row) => [row.pages], sort: (row) => row.pages },
    { key: "issues", title: "Issues", width: "94px", isShown: true, cell: badges,
      sort: (row) => String(1000 - openIssues(row).filter((issue) => row.own.includes(issue)).length) },
  ], Object.keys(plan.packed.labels));
}

/** Columns of texts that a screen has room for. */
const MOST_TEXTS = 4;

/**
 * The columns in which this plan prints something, and which of them are shown at first: those of
 * any plan's matrix, and those of the plan's own that hold most, where it lacks others.
 */
function filled(plan: Plan, columns: Column[], own: string[]): Column[] {
  const found = columns.filter(({ key, sort }) =>
    ["ref", "issues"].includes(key) || (key === "lead" ? plan.hasLeads : plan.rows.some((row) => sort(row))));
  const room = MOST_TEXTS - found.filter(({ key, isShown }) => isShown && !["ref", "issues"].includes(key)).length;
  const count = ({ sort }: Column): number => plan.rows.filter(sort).length;
  const most = found.filter(({ key }) => own.includes(key)).sort((a, b) => count(b) - count(a));
  for (const column of most.slice(0, Math.max(0, room))) column.isShown = true;
  return found;
}

/** Letters of a name that a narrow column has room for. */
const SHORT_NAME = 12;

/** Acronyms need less room than names. */
function widthOfNames(plan: Plan): string {
  const names = [...new Set(plan.rows.flatMap((row) => leadsOf(plan, row)))].map((id) => plan.bodyName(id));
  return names.filter((name) => name.length > SHORT_NAME).length > names.length / 4 ? "15em" : "8.2em";
}

/** Characters before the first hit from which a text begins, as a cell shows only its first lines. */
const BEFORE_HIT = 50;
const SEEN = 75;

/** A text with its hits marked; where they come late, from the words before them. */
function excerpt(text: string, wanted: Wanted): Child[] {
  const first = typeof wanted === "function" ? Math.min(...wanted(text).map(([start]) => start)) : 0;
  if (!Number.isFinite(first) || first < SEEN || text.length < 2 * BEFORE_HIT) return marked(text, wanted);
  const from = text.indexOf(" ", first - BEFORE_HIT) + 1;
  return ["… ", ...marked(text.slice(from), wanted)];
}

const IN_VIEW = ["focus", "activity", "expected_output", "lead_bodies", "lead_bodies_printed"];
const OUT_OF_VIEW: [column: string, name: string][] = [
  ["area", "Priority area"], ["section", "Section"], ["relevant_bodies_printed", "Relevant bodies"],
];

/** The text that a search found, where it is in none of the usual columns. */
function elsewhere(plan: Plan, row: Row, wanted: Wanted): Child[] | null {
  if (typeof wanted !== "function") return null;
  if (IN_VIEW.some((name) => wanted(plan.text(row, name)).length)) return null;
  for (const [column, name] of [...OUT_OF_VIEW, ...Object.entries(plan.packed.labels)]) {
    const text = plan.text(row, column);
    if (!wanted(text).length) continue;
    return [h("span", { class: "clamp where" }, h("b", {}, `${name}: `), ...excerpt(text, wanted))];
  }
  return null;
}

/** A link to a row; its number and its area are set apart. */
function reference(row: Row): HTMLElement {
  const area = row.ref.replace(/ no\. [^ ]+$/, "");
  const rest = row.ref.slice(area.length).trim();
  return h("a", { class: "ref", href: link({ ref: row.ref }), "aria-label": `Open row ${row.ref}` },
    ...(rest ? [h("b", {}, area), " ", h("span", {}, rest)] : [h("b", {}, row.ref)]));
}

function leads(plan: Plan, row: Row): Child {
  const found = leadsOf(plan, row);
  if (found[0] === NO_LEAD) return h("span", { class: "lost" }, "none printed");
  return h("span", { class: "terms" }, ...found.flatMap((id) => [term(plan, id), " "]));
}

/** A mark for columns of a row that a reviewer corrected; nothing for other columns. */
export function mark(row: Row, ...columns: string[]): Child {
  const found = columns.flatMap((column) => row.corrected[column] ?? []);
  if (!found.length) return null;
  const label = found.map(said).join(" ");
  return h("span", { class: "mark", title: label, role: "img", "aria-label": label }, "corrected");
}

/** The number of open issues of each severity that belong to the row itself. */
export function badges(row: Row): Child[] {
  return SEVERITIES.flatMap((severity) => {
    const count = row.own.filter((issue) => issue.isOpen && issue.severity === severity).length;
    const label = `${count} open ${severity}${count === 1 ? "" : "s"}`;
    return count ? [h("span", { class: `badge ${severity}`, title: label, role: "img",
      "aria-label": label }, count)] : [];
  });
}

/** Whether rows are cards, as on a phone: these leave the focus area out unless it is asked for. */
export function areCards(): boolean {
  return matchMedia("(max-width: 760px)").matches;
}

/** Whether a column is shown when the address asks for none. */
export function isUsual({ key, isShown }: Column): boolean {
  return isShown && !(key === "focus" && areCards());
}

/** The columns that the address asks for; at first, those of the plan's matrix. */
export function shownColumns(all: Column[]): Column[] {
  const wanted = read().cols.split(",").filter(Boolean);
  const found = all.filter(({ key, isShown }) => key === "ref" || (wanted.length ? wanted.includes(key) : isShown));
  return found;
}

const orders = new Map<string, Int32Array>();

/** The rows sorted as the address asks: by a column; a leading minus turns the order round. */
export function sorted(rows: Row[], all: Column[], plan: Plan): Row[] {
  const { sort } = read();
  const key = sort.replace(/^-/, "");
  const column = all.find((each) => each.key === key);
  if (!column) return rows;
  let order = orders.get(key);
  if (!order) {
    const values = plan.rows.map(column.sort);
    order = new Int32Array(plan.rows.length);
    [...values.keys()].sort((a, b) => natural(values[a] ?? "", values[b] ?? "") || a - b)
      .forEach((row, at) => ((order as Int32Array)[row] = at));
    orders.set(key, order);
  }
  const sign = sort.startsWith("-") ? -1 : 1;
  return [...rows].sort((a, b) => sign * ((order?.[a.index] ?? 0) - (order?.[b.index] ?? 0)));
}
