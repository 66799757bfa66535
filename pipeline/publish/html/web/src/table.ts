/** The list of rows. Only rows near the screen are in the page, so that 20,000 stay fast. */

import { isUsual, shownColumns, type Column } from "./columns";
import type { Row } from "./data";
import { h } from "./dom";
import type { Wanted } from "./marks";
import { go, link, read } from "./state";

/** Rows kept in the page above and below the screen. */
const BEYOND = 12;

/** Columns that a card on a phone has room for; each other one makes it a line higher. */
const ON_CARDS = new Set(["ref", "activity", "expected_output", "lead", "issues"]);

export class Table {
  private rows: Row[] = [];
  private wanted: Wanted = [];
  private shown: Column[] = [];
  private height = 60;
  private isWhole = false;
  private readonly drawn = new Map<number, HTMLElement>();
  private readonly head = h("thead", { role: "rowgroup" });
  private readonly body = h("tbody", { role: "rowgroup" });
  private readonly above = space();
  private readonly below = space();
  private readonly table = h("table", { class: "rows", role: "table", "aria-label": "Rows of the plan" }, this.head, this.body);

  constructor(private readonly columns: Column[], private readonly parent: HTMLElement) {
    parent.append(this.table);
    addEventListener("scroll", () => this.draw(), { passive: true });
    addEventListener("resize", () => {
      this.clear();
      this.draw();
    });
    addEventListener("beforeprint", () => this.whole(true));
    addEventListener("afterprint", () => this.whole(false));
    this.body.addEventListener("click", (event) => this.open(event));
    this.body.addEventListener("keydown", (event) => this.move(event));
  }

  show(rows: Row[], wanted: Wanted): void {
    this.rows = rows;
    this.wanted = wanted;
    this.shown = shownColumns(this.columns);
    this.table.classList.toggle("own-columns", read().cols !== "");
    this.table.style.setProperty("--extra", String(this.shown.filter(({ key }) => !ON_CARDS.has(key)).length));
    this.table.setAttribute("aria-rowcount", String(rows.length + 1));
    this.header();
    this.clear();
    this.parent.querySelector(".nothing")?.remove();
    this.table.hidden = !rows.length;
    if (!rows.length) {
      this.parent.append(h("p", { class: "nothing" }, "No row matches. Remove a filter, or search for other words."));
    }
    this.draw();
  }

  private clear(): void {
    this.drawn.clear();
    const style = getComputedStyle(this.table);
    const read = (name: string): number => parseFloat(style.getPropertyValue(name)) || 0;
    this.height = (read("--row") || 60) + (this.table.matches(".own-columns") ? read("--line") * read("--extra") : 0);
    this.body.replaceChildren(this.above, this.below);
  }

  private header(): void {
    const { sort } = read();
    const key = sort.replace(/^-/, "");
    this.head.replaceChildren(h("tr", { role: "row", "aria-rowindex": 1 }, ...this.shown.map((column) => {
      const isSorted = column.key === key;
      const isDown = isSorted && sort.startsWith("-");
      const next = !isSorted ? column.key : isDown ? "" : `-${column.key}`;
      return h("th", { role: "columnheader", scope: "col", class: `c-${column.key}`,
        "aria-sort": isSorted ? (isDown ? "descending" : "ascending") : "none" },
      h("button", { type: "button", click: () => {
        go({ sort: next });
        this.head.querySelector<HTMLElement>(`.c-${column.key} button`)?.focus();
      } }, column.title,
        h("span", { class: "arrow", "aria-hidden": "true" }, isSorted ? (isDown ? "▼" : "▲") : "")),
      // Browsers print no button on the pages that repeat the head.
      h("span", { class: "on-paper" }, column.title));
    })));
    this.shown.forEach((column, at) => {
      (this.head.rows[0]?.cells[at] as HTMLElement).style.width = column.width;
    });
  }

  private draw(): void {
    if (!this.table.offsetParent || !this.rows.length) return;
    const top = this.table.getBoundingClientRect().top + this.head.offsetHeight;
    const first = this.isWhole ? 0 : Math.max(0, Math.floor(-top / this.height) - BEYOND);
    const stop = this.isWhole ? this.rows.length
      : Math.min(this.rows.length, Math.ceil((innerHeight - top) / this.height) + BEYOND);
    for (const [at, element] of this.drawn) {
      if (at >= first && at < stop) continue;
      element.remove();
      this.drawn.delete(at);
    }
    for (let at = first; at < stop; at++) {
      if (!this.drawn.has(at)) this.place(at);
    }
    this.above.style.height = `${Math.min(first, this.rows.length) * this.height}px`;
    this.below.style.height = `${Math.max(0, this.rows.length - stop) * this.height}px`;
  }

  private place(at: number): void {
    const row = this.rows[at];
    if (!row) return;
    const element = h("tr", { role: "row", "aria-rowindex": at + 2, "data-ref": row.ref },
      ...this.shown.map((column) => h("td", { role: "cell", class: `c-${column.key}`, ...(ON_CARDS.has(column.key) ? {} : { "data-title": column.title }) },
        h("div", { class: "cell" }, ...column.cell(row, this.wanted)))));
    const before = this.drawn.get(at - 1);
    if (before) before.after(element);
    else (this.drawn.get(at + 1) ?? this.below).before(element);
    this.drawn.set(at, element);
  }

  private whole(isWhole: boolean): void {
    this.isWhole = isWhole;
    this.clear();
    this.draw();
  }

  private open(event: Event): void {
    const target = event.target as Element;
    if (target.closest("a, button, .term") || String(getSelection() ?? "")) return;
    const ref = target.closest<HTMLElement>("tr")?.dataset.ref;
    if (ref) go({ ref });
  }

  /** The arrow keys, and j and k, go from row to row. */
  private move(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const ref = (event.target as Element).closest<HTMLElement>("tr")?.dataset.ref;
    if (!by || ref === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.focus(this.rows.findIndex((row) => row.ref === ref) + by);
  }

  focus(at: number): void {
    const row = this.rows[at];
    if (!row) return;
    const top = this.table.getBoundingClientRect().top + this.head.offsetHeight + at * this.height;
    const edge = this.head.getBoundingClientRect().bottom;
    if (top < edge) scrollBy({ top: top - edge });
    else if (top + this.height > innerHeight) scrollBy({ top: top + this.height - innerHeight + 8 });
    this.draw();
    this.drawn.get(at)?.querySelector<HTMLElement>("a.ref")?.focus({ preventScroll: true });
  }
}

function space(): HTMLElement {
  return h("tr", { class: "space", role: "presentation", "aria-hidden": "true" });
}

/** The menu of columns. */
export function columnMenu(columns: Column[]): HTMLElement {
  const menu = h("details", { class: "menu", id: "columns" }, h("summary", {}, "Columns"));
  const fill = (): void => {
    const shown = read().cols ? shownColumns(columns) : columns.filter(isUsual);
    const boxes = columns.filter(({ key }) => key !== "ref").map((column) => {
      const box = h("input", { type: "checkbox", value: column.key });
      box.checked = shown.includes(column);
      return h("label", {}, box, column.title);
    });
    const list = h("div", { class: "sheet", change: () => {
      const keys = [...list.querySelectorAll<HTMLInputElement>("input:checked")].map((box) => box.value);
      const isAsInPlan = columns.every((each) => each.key === "ref" || isUsual(each) === keys.includes(each.key));
      go({ cols: isAsInPlan ? "" : keys.join(",") }, true);
    } }, ...boxes, h("a", { href: link({ cols: "" }), click: () => (menu.open = false) }, "As in the plan"));
    menu.replaceChildren(menu.firstElementChild as Element, list);
  };
  menu.addEventListener("toggle", () => menu.open && fill());
  return menu;
}
