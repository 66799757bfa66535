/** The table of rows. Only visible rows are in the page, so that 20,000 rows stay fast. */

import {
  FilterModule, FormatModule, InteractionModule, ResizeColumnsModule, ResponsiveLayoutModule,
  SortModule, Tabulator,
  type CellComponent, type ColumnDefinition, type Formatter, type RowComponent,
} from "tabulator-tables";
import { natural, said, type Plan, type Row } from "./data";
import { h, type Child } from "./dom";
import { terms } from "./filter";
import { marked } from "./marks";
import { go, link, read } from "./state";

const SEVERITIES = ["error", "warning", "info"] as const;

/**
 * Give the scrolling part the role of the grid's row group. Tabulator gives it to an element
 * inside that part, but a grid may contain only rows and row groups (WAI-ARIA 1.2).
 */
function nameRowGroup(grid: HTMLElement): void {
  grid.querySelector(".tabulator-tableholder")?.setAttribute("role", "rowgroup");
  grid.querySelector(".tabulator-table")?.setAttribute("role", "presentation");
}

export class Table {
  private readonly table: Tabulator;
  private readonly ready: Promise<void>;
  private shown = new Set<Row>();

  constructor(private readonly plan: Plan, element: HTMLElement) {
    Tabulator.registerModule([
      FilterModule, FormatModule, InteractionModule, ResizeColumnsModule, ResponsiveLayoutModule,
      SortModule,
    ]);
    this.table = new Tabulator(element, {
      data: plan.rows,
      columns: this.columns(),
      layout: "fitColumns",
      responsiveLayout: "hide",
      height: "100%",
      rowHeight: 88,
      headerSortElement: "<span aria-hidden='true'>↕</span>",
      placeholder: "No row matches. Remove a filter.",
      index: "index",
    });
    this.table.on("rowClick", (event: UIEvent, row: RowComponent) => {
      const isLink = event.target instanceof Element && event.target.closest("a");
      const isMarking = String(getSelection() ?? "") !== "";
      if (!isLink && !isMarking) go({ row: (row.getData() as Row).id });
    });
    this.ready = new Promise((resolve) => this.table.on("tableBuilt", () => {
      nameRowGroup(element);
      resolve();
    }));
  }

  async show(rows: Row[]): Promise<void> {
    await this.ready;
    const isAll = rows.length === this.plan.rows.length;
    this.shown = new Set(rows);
    if (isAll) this.table.clearFilter(true);
    else this.table.setFilter((row: Row) => this.shown.has(row));
    if (read().q) this.table.redraw(true);
  }

  private columns(): ColumnDefinition[] {
    const text = (name: string): Formatter => this.format((row) => {
      const value = this.plan.text(row, name);
      return [mark(row, name),
        h("span", { class: "clamp", title: value }, ...marked(value, terms(read().q)))];
    });
    const byText = (name: string) => this.sorter((row) => this.plan.text(row, name));
    return [
      {
        title: "Area", field: "area", width: 84, responsive: 0,
        formatter: this.format((row) => [
          h("a", { href: link({ row: row.id }), "aria-label": `Open row ${this.plan.text(row, "ref")}` },
            this.plan.name(row.area)), " ",
          mark(row, "section", "area", "relevant_bodies"),
        ]),
        sorter: this.sorter((row) => row.area),
      },
      { title: "Focus area", field: "focus", minWidth: 170, widthGrow: 2, responsive: 4,
        formatter: text("focus"), sorter: byText("focus") },
      { title: "Activity", field: "activity", minWidth: 170, widthGrow: 3, responsive: 0,
        formatter: text("activity"), sorter: byText("activity") },
      { title: "Expected output", field: "expected_output", minWidth: 190, widthGrow: 3,
        responsive: 3, formatter: text("expected_output"), sorter: byText("expected_output") },
      { title: "Lead", field: "leads", width: 104, responsive: 1,
        formatter: this.format((row) => this.leads(row)),
        sorter: this.sorter((row) => row.leads.join(" ")) },
      { title: "Page", field: "pages", width: 74, responsive: 5,
        formatter: this.format((row) => [row.pages]), sorter: this.sorter((row) => row.pages) },
      { title: "Issues", field: "own", width: 86, responsive: 2,
        formatter: this.format((row) => badges(row)),
        sorter: this.sorter((row) => String(row.own.filter((issue) => issue.isOpen).length)) },
    ];
  }

  private leads(row: Row): Child[] {
    if (!row.leads.length) {
      const printed = this.plan.text(row, "lead_bodies_printed");
      return [h("span", { class: "lost" }, printed || "none printed")];
    }
    return [mark(row, "lead_bodies"), h("span", { class: "clamp" }, row.leads.join(", "))];
  }

  private format(make: (row: Row) => Child[]): Formatter {
    return (cell: CellComponent) =>
      h("div", { class: "cell" }, ...make(cell.getData() as Row));
  }

  private sorter(value: (row: Row) => string): ColumnDefinition["sorter"] {
    return (_a, _b, one, other) =>
      natural(value(one.getData() as Row), value(other.getData() as Row));
  }
}

/** A mark for columns of a row that a reviewer corrected; nothing for other columns. */
function mark(row: Row, ...columns: string[]): Child {
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
