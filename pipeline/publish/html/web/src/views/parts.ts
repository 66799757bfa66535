/** Parts that several views share: figures, lists of rows, tables that sort. */

import { type Plan, type Row } from "../data";
import { h, type Child } from "../dom";
import { badges } from "../columns";
import { link } from "../state";
import { natural } from "../data";

/** Figures in a row; those with an address are links. */
export function figures(all: [number, string, string][]): HTMLElement {
  return h("ul", { class: "figures" }, ...all.map(([count, label, href]) => {
    const content = [h("b", {}, count.toLocaleString("en")), h("span", {}, label)];
    return h("li", {}, href && count ? h("a", { href }, ...content) : h("div", {}, ...content));
  }));
}

/** Says that the address asks for what the plan does not have. */
export function unknown(what: string): HTMLElement {
  return h("p", { class: "lost", role: "status" }, `This plan has no ${what}.`);
}

/** Rows that a list shows before it is opened. */
const FEW = 8;

/** Rows as a table; a long one is opened by a button. */
export function rowList(plan: Plan, rows: Row[], last: (row: Row) => Child[], title = "With"): HTMLElement {
  const line = (row: Row): HTMLElement => h("tr", { role: "row" },
    h("th", { scope: "row", role: "rowheader", class: "nowrap" }, h("a", { href: link({ ref: row.ref }) }, row.ref)),
    ...[[plan.text(row, "activity")], [plan.text(row, "expected_output")], last(row), badges(row)]
      .map((content) => h("td", { role: "cell" }, ...content)));
  const isLong = rows.length > FEW + 2;
  // On a phone, the lines are cards: then only their roles say that they are a table.
  const body = h("tbody", { role: "rowgroup" }, ...rows.slice(0, isLong ? FEW : rows.length).map(line));
  const more = isLong ? h("button", { type: "button", class: "more", click: () => {
    body.append(...rows.slice(FEW).map(line));
    more?.remove();
    body.rows[FEW]?.querySelector("a")?.focus();
  } }, `Show all ${rows.length} rows`) : null;
  return h("div", {}, h("div", { class: "wide", tabindex: 0, role: "group", "aria-label": "Rows" },
    h("table", { class: "list row-list", role: "table" },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...["Row", "Activity", "Expected output", title, "Issues"]
        .map((name) => h("th", { scope: "col", role: "columnheader" }, name)))),
      body)), more);
}

/** A number with a bar. */
export function tally(count: number, most: number): Child {
  if (!count) return h("span", { class: "note" }, "0");
  const bar = h("span", { class: "bar" });
  bar.style.width = `${(100 * count) / most}%`;
  return h("span", { class: "tally" }, h("span", { class: "number" }, count), h("span", { class: "track" }, bar));
}

interface Head<T> {
  title: string;
  cell: (each: T) => Child[];
  sort: (each: T) => string | number;
  isHead?: boolean;
  /** The largest first. */
  isDown?: boolean;
  /** The plan has nothing of this: the column is left out. */
  isEmpty?: boolean;
}

/** A table that sorts by its heads; at first by the one at `by`, or in the order given. */
export function sortable<T>(title: string, columns: Head<T>[], all: T[], usual = -1): HTMLElement {
  const heads = columns.filter(({ isEmpty }) => !isEmpty);
  const by = heads.indexOf(columns[usual] as Head<T>);
  const head = h("tr", { role: "row" });
  const body = h("tbody", { role: "rowgroup" });
  const show = (at: number, turned: boolean): void => {
    const column = heads[at];
    const isDown = column ? Boolean(column.isDown) !== turned : false;
    const order = column ? [...all].sort((a, b) => {
      const [x, y] = [column.sort(a), column.sort(b)];
      const way = typeof x === "number" && typeof y === "number" ? x - y : natural(String(x), String(y));
      return isDown ? -way : way;
    }) : all;
    head.replaceChildren(...heads.map((each, index) => h("th", { scope: "col", role: "columnheader",
      "aria-sort": index === at ? (isDown ? "descending" : "ascending") : "none" },
    h("button", { type: "button", click: () => {
      show(index, index === at ? !turned : false);
      head.querySelectorAll<HTMLElement>("button")[index]?.focus();
    } }, each.title, h("span", { class: "arrow", "aria-hidden": "true" }, index === at ? (isDown ? "▼" : "▲") : "")))));
    body.replaceChildren(...order.map((each) => h("tr", { role: "row" }, ...heads.map((column) =>
      column.isHead ? h("th", { scope: "row", role: "rowheader" }, ...column.cell(each))
        : h("td", { role: "cell", "data-title": column.title }, ...column.cell(each))))));
  };
  show(by, false);
  return h("div", { class: "wide", tabindex: 0, role: "group", "aria-label": title },
    h("table", { class: "list cards", role: "table" }, h("thead", { role: "rowgroup" }, head), body));
}
