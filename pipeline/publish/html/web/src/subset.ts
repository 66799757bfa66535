/** Download the rows shown, with the query that selects them. */

import writeExcelFile from "write-excel-file/universal";
import { csv, download } from "./csv";
import { type Plan, type Row } from "./data";
import { h } from "./dom";
import type { Facets } from "./facets";
import { FACETS, isFiltered, link, read } from "./state";

const WIDEST = 50;

/** The query in words, like "search: prison; Lead body: SOMTC"; empty: all rows. */
export function inWords(facets: Facets): string {
  const state = read();
  const parts = state.q ? [`Search: ${state.q}`] : [];
  for (const key of FACETS) {
    const choices = facets.of(key);
    if (!state[key].length) continue;
    parts.push(`${choices?.title ?? key}: ${state[key].map((v) => choices?.label(v) ?? v).join(" or ")}`);
  }
  return parts.join("; ");
}

export function downloadMenu(plan: Plan, facets: Facets, shown: () => Row[]): HTMLElement {
  const name = (ending: string): string =>
    `${plan.packed.plan.id}-${isFiltered(read()) ? "subset" : "rows"}.${ending}`;
  const query = (): string => inWords(facets);
  const choice = (label: string, about: string, make: () => void): HTMLElement =>
    h("button", { type: "button", click: () => {
      menu.open = false;
      make();
    } }, h("b", {}, label), h("span", {}, about));
  const menu: HTMLDetailsElement = h("details", { class: "menu", id: "download" }, h("summary", {}, "Download"),
    h("div", { class: "sheet" },
      choice("CSV", "columns of matrix.csv", () => download(name("csv"), csv(plan, shown(), query()))),
      choice("XLSX", "workbook, with a sheet on the query", () =>
        void workbook(plan, shown(), query()).then((blob) => download(name("xlsx"), blob))),
      choice("JSON", "rows and query", () => download(name("json"),
        new Blob([json(plan, shown(), query())], { type: "application/json" })))));
  return menu;
}

function json(plan: Plan, rows: Row[], query: string): string {
  const { columns } = plan.packed;
  return JSON.stringify({
    plan: plan.packed.plan,
    query: { words: query, link: query ? link({ ref: "", of: "", view: "" }) : "" },
    row_count: rows.length,
    of: plan.rows.length,
    rows: rows.map(({ values }) => Object.fromEntries(columns.map((name, at) => [name, values[at] ?? null]))),
  }, null, 1) + "\n";
}

async function workbook(plan: Plan, rows: Row[], query: string): Promise<Blob> {
  const { columns } = plan.packed;
  const head = columns.map((name) => ({ value: name, fontWeight: "bold" as const }));
  const lines = rows.map(({ values }) => values.map((value) => value === null || value === "" ? null
    : { value, wrap: true, alignVertical: "top" as const }));
  const widths = columns.map((name, at) => ({ width: Math.min(WIDEST, Math.max(name.length + 2,
    ...rows.slice(0, 500).map(({ values }) => String(values[at] ?? "").length + 1))) }));
  const facts: [string, string][] = [
    ["Plan", String(plan.packed.plan.title)],
    ["Query", query || "all rows"],
    ["Link", query ? link({ ref: "", of: "", view: "" }) : ""],
    ["Rows", `${rows.length} of ${plan.rows.length}`],
  ];
  return writeExcelFile([
    { sheet: "rows", data: [head, ...lines], columns: widths, stickyRowsCount: 1, orientation: "landscape" as const },
    { sheet: "query", columns: [{ width: 12 }, { width: 100 }],
      data: facts.map(([fact, value]) => [{ value: fact, fontWeight: "bold" as const }, { value, wrap: true }]) },
  ]).toBlob();
}
