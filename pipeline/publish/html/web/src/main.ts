/** The page. Its state is kept in the address; everything shown follows from it. */

import "./explore.css";
import { columnsOf, sorted } from "./columns";
import { counts } from "./counts";
import { Plan, type Row } from "./data";
import { byId, h } from "./dom";
import { watchPage } from "./evidence";
import { Facets } from "./facets";
import { heat } from "./heat";
import { watchLinks } from "./links";
import type { Wanted } from "./marks";
import { network } from "./network";
import { RecordView } from "./record";
import { byScore, Search, type Found } from "./search/search";
import { FACETS, go, isFiltered, link, read, type State } from "./state";
import { downloadMenu } from "./subset";
import { columnMenu, Table } from "./table";
import { watchTips } from "./tip";
import { areas } from "./views/areas";
import { bodies } from "./views/bodies";
import { issues } from "./views/issues";
import { showChips, Sidebar } from "./views/sidebar";

const VIEWS: [view: string, label: string][] = [
  ["", "Rows"], ["areas", "Areas"], ["bodies", "Bodies"], ["network", "Network"], ["heat", "Heat map"],
  ["counts", "Counts"], ["issues", "Issues"], ["about", "About"],
];
const MADE: Record<string, (rows: Row[]) => HTMLElement> = {
  areas: () => areas(plan, read().of), bodies: () => bodies(plan, read().of),
  network: (rows) => network(plan, rows), heat: (rows) => heat(plan, rows),
  counts: (rows) => counts(plan, rows), issues: () => issues(plan),
};
/** Views of the rows that the filters select. */
const FILTERED = ["", "network", "heat", "counts"];

const plan = new Plan(JSON.parse(byId("data").textContent ?? ""));
const views = VIEWS.filter(([name]) => (name !== "areas" || plan.areas.size)
  && (!["bodies", "network", "heat"].includes(name) || plan.bodies.size || plan.packed.mentions.length));
const columns = columnsOf(plan);
const table = new Table(columns, byId("table"));
const record = new RecordView(plan, say);
const facets = new Facets(plan);
const sidebar = new Sidebar(plan, facets, byId("facets"));
const search = new Search(plan);
let shown: Row[] = plan.rows;
let found: Found | null = null;
let last: Record<string, string> = {};

byId("tools").append(columnMenu(columns), downloadMenu(plan, facets, () => shown));
watchMenus();
watchForm();
watchTips();
watchPage();
watchTheme();
watchLinks(); // after those who keep a click to themselves
byId("copy").addEventListener("click", () => void share());
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address holds the view, so it cannot hold a place in the page
  byId("main").focus();
});
addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof Element && event.target.matches("input, select, textarea");
  if (event.key !== "/" || isTyping || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  byId("q").focus();
});
addEventListener("hashchange", show);
show();
// After the first rows are on the screen.
setTimeout(() => search.prepare(() => (document.documentElement.dataset.ready = "true")));

/** Whether a part of the state changed since it was last shown. */
function changed(part: string, value: string): boolean {
  const was = last[part];
  last[part] = value;
  return was !== value;
}

function show(): void {
  const state = read();
  const filters = JSON.stringify([state.q, ...FACETS.map((key) => state[key])]);
  const view = views.some(([name]) => name === state.view) ? state.view : "";
  if (changed("filters", filters)) select(state);
  if (changed("list", JSON.stringify([filters, state.sort, state.cols]))) {
    shown = order(shown, state);
    byId("list").hidden = false; // the table measures itself
    table.show(shown, wanted());
  }
  const isPage = !FILTERED.includes(view);
  document.body.dataset.view = view || "rows";
  byId("list").hidden = isPage;
  byId("table").hidden = view !== "";
  byId("about").hidden = view !== "about";
  byId("view").hidden = view === "" || view === "about";
  byId("intro").hidden = view !== "";
  if (changed("view", JSON.stringify([view, state.of, state.net, isPage ? "" : filters]))) {
    const make = MADE[view];
    byId("view").replaceChildren(...(make ? [make(shown)] : []));
    if (view !== "") scrollTo(0, 0);
  }
  byId("views").replaceChildren(...views.map(([name, label]) => h("a", {
    href: link({ view: name, of: "", ref: "" }), ...(name === view ? { "aria-current": "page" } : {}),
  }, label)));
  const tab = byId("views").querySelector<HTMLElement>("[aria-current]");
  if (tab) byId("views").scrollLeft = tab.offsetLeft + tab.offsetWidth / 2 - byId("views").offsetWidth / 2;
  record.show(shown, wanted());
}

function wanted(): Wanted {
  return found ? found.spans : [];
}

function select(state: State): void {
  found = search.find(state.q);
  const selection = facets.select(state, found);
  shown = selection.rows;
  sidebar.show(selection);
  showChips(facets);
  const [count, all] = [shown.length, plan.rows.length];
  const noun = all === 1 ? "row" : "rows";
  byId("count").textContent = isFiltered(state)
    ? `${count.toLocaleString("en")} of ${all.toLocaleString("en")} ${noun}` : `${all.toLocaleString("en")} ${noun}`;
  const input = byId<HTMLInputElement>("q");
  if (input.value !== state.q && document.activeElement !== input) input.value = state.q;
  byId("notes").replaceChildren(
    ...(found?.notes ?? []).slice(0, 3).map((note) => h("p", {}, note)),
    ...(found?.suggestions ?? []).map(({ word, query }) => h("p", {}, "Did you mean ",
      h("a", { href: link({ q: query }), click: () => (input.value = query) }, word), "?")));
}

function order(rows: Row[], state: State): Row[] {
  byId("usual").textContent = found ? "Best match first" : "Printed order";
  byId("printed").hidden = !found;
  byId<HTMLSelectElement>("sort").value = state.sort;
  if (state.sort === "printed") return [...rows].sort((a, b) => a.index - b.index);
  if (state.sort) return sorted(rows, columns, plan);
  return found ? byScore(rows, found) : [...rows].sort((a, b) => a.index - b.index);
}

function watchForm(): void {
  const form = byId<HTMLFormElement>("search");
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("q").addEventListener("input", (event) =>
    go({ q: (event.target as HTMLInputElement).value.trim(), view: FILTERED.includes(read().view) ? read().view : "" }, true));
  const sort = byId<HTMLSelectElement>("sort");
  sort.append(...columns.flatMap((column) => [
    h("option", { value: column.key }, column.title),
    h("option", { value: `-${column.key}` }, `${column.title}, last first`)]));
  sort.addEventListener("change", () => go({ sort: sort.value }));
  const button = byId("filter");
  const panel = byId("facets");
  button.addEventListener("click", () => {
    const isOpen = panel.classList.toggle("open");
    button.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("filtering", isOpen);
    if (isOpen) panel.querySelector<HTMLElement>("summary, button")?.focus();
  });
  const close = (): void => {
    panel.classList.remove("open");
    document.body.classList.remove("filtering");
    button.setAttribute("aria-expanded", "false");
  };
  byId("facets-close").addEventListener("click", () => {
    close();
    button.focus();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.classList.contains("open")) {
      close();
      button.focus();
    }
  });
}

/** Close menus by Escape and by a click elsewhere. */
function watchMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>("details.menu")];
  addEventListener("pointerdown", (event) => {
    for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
}

/** Light or dark: as the system has it, until the reader chooses. */
function watchTheme(): void {
  const root = document.documentElement;
  const button = byId("theme");
  const isDark = (): boolean => root.dataset.theme
    ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${isDark() ? "Light" : "Dark"} colours`);
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  name();
}

function say(what: string): void {
  const note = byId("note");
  note.textContent = what;
  setTimeout(() => (note.textContent = ""), 5000);
}

async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say("Link copied.");
  } catch {
    say("Copy the link from the address bar.");
  }
}
