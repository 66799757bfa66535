/** The page. Its state is kept in the address; everything shown follows from it. */

import "tabulator-tables/dist/css/tabulator_simple.min.css";
import "./explore.css";
import { counts } from "./counts";
import { csv, download } from "./csv";
import { natural, openIssues, Plan, words, type Row } from "./data";
import { byId, h } from "./dom";
import { CORRECTED, DECIDED, hasIssue, matching, NO_LEAD } from "./filter";
import { heat } from "./heat";
import { network } from "./network";
import { RecordView } from "./record";
import { FILTERS, go, link, read, type Key } from "./state";
import { Table } from "./table";

const VIEWS = { "": "Rows", heat: "Heat map", network: "Network", counts: "Counts" } as const;
const PICTURES: Record<string, (plan: Plan, rows: Row[]) => HTMLElement> = { heat, network, counts };

const plan = new Plan(JSON.parse(byId("data").textContent ?? ""));
const table = new Table(plan, byId("table"));
const record = new RecordView(plan);
let shown: Row[] = plan.rows;
let last = "";

fillFilters();
byId("copy").addEventListener("click", () => void share());
byId("download").addEventListener("click", () =>
  download(`${plan.packed.plan.id}-rows.csv`, csv(plan, shown)));
byId("clear").addEventListener("click", () =>
  go(Object.fromEntries(FILTERS.map((key) => [key, ""]))));
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address holds the view, so it cannot hold a place in the page
  byId("table").focus();
});
addEventListener("hashchange", show);
show();
document.documentElement.dataset.ready = "true";

function show(): void {
  const state = read();
  const filters = FILTERS.map((key) => state[key]).join("\t");
  const isFiltered = filters.replaceAll("\t", "") !== "";
  if (filters !== last) {
    shown = matching(plan, state);
    last = filters;
    void table.show(shown);
  }
  const noun = plan.rows.length === 1 ? "row" : "rows";
  byId("count").textContent = isFiltered
    ? `${shown.length} of ${plan.rows.length} ${noun}` : `${plan.rows.length} ${noun}`;
  byId<HTMLButtonElement>("clear").disabled = !isFiltered;
  for (const key of FILTERS) {
    const input = document.querySelector<HTMLInputElement>(`#filters [name="${key}"]`);
    if (input && input.value !== state[key] && document.activeElement !== input) {
      input.value = state[key];
    }
  }
  showCited(state.cites);
  const view = state.view in VIEWS ? (state.view as keyof typeof VIEWS) : "";
  byId("views").replaceChildren(...Object.entries(VIEWS).map(([name, label]) =>
    h("a", { href: link({ view: name, row: "" }), ...(name === view ? { "aria-current": "page" } : {}) },
      label)));
  byId("table").hidden = view !== "";
  const picture = byId("picture");
  picture.hidden = view === "";
  picture.replaceChildren(...(PICTURES[view] ? [PICTURES[view](plan, shown)] : []));
  record.show(shown);
}

function showCited(target: string): void {
  const name = plan.packed.instruments[target] ?? plan.name(target);
  byId("cited").replaceChildren(...(target ? ["Rows that refer to ", h("strong", {}, name), " ",
    h("a", { href: link({ cites: "" }) }, "show all")] : []));
}

function fillFilters(): void {
  const values = (of: (row: Row) => string[]): string[] =>
    [...new Set(plan.rows.flatMap(of))].sort(natural);
  const issues = (row: Row): string[] => openIssues(row).map((issue) => issue.rule);
  const states: [string, string][] = [
    [DECIDED, "(rows with a decided issue)"], [CORRECTED, "(rows with a corrected value)"]];
  const options: Partial<Record<Key, [string, string][]>> = {
    section: plan.packed.sections.map((section) => [section.id, plan.heading(section)]),
    area: plan.packed.areas.map((area) => [area.id, plan.heading(area)]),
    body: [[NO_LEAD, "(rows without lead body)"],
      ...values((row) => [...row.leads, ...row.relevant]).map((id): [string, string] =>
        [id, `${id}: ${plan.bodies.get(id)?.name ?? ""}`])],
    role: [["lead", "leads"], ["relevant", "is relevant"]],
    type: values((row) => row.types).map((value) => [value, words(value)]),
    group: values((row) => row.groups).map((value) => [value, words(value)]),
    issue: [...states.filter(([state]) => plan.rows.some((row) => hasIssue(row, state))),
      ...values(issues).map((rule): [string, string] => [rule, rule.replaceAll("-", " ")])],
  };
  for (const [key, choices] of Object.entries(options)) {
    const select = document.querySelector<HTMLSelectElement>(`#filters select[name="${key}"]`);
    select?.append(...choices.map(([value, label]) =>
      h("option", { value }, label.length > 90 ? `${label.slice(0, 88)}…` : label)));
  }
  const form = byId<HTMLFormElement>("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const { name, value } = event.target as HTMLInputElement;
    go({ [name]: value }, name === "q");
  });
  if (matchMedia("(max-width: 760px)").matches) byId<HTMLDetailsElement>("panel").open = false;
}

async function share(): Promise<void> {
  const note = byId("note");
  try {
    await navigator.clipboard.writeText(location.href);
    note.textContent = "Link copied.";
  } catch {
    note.textContent = "Copy the link from the address bar.";
  }
  setTimeout(() => (note.textContent = ""), 4000);
}
