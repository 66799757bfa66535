/** The report: issues, decisions on them, and what they rest on. */

import { byId, h } from "../dom";
import { download } from "../csv";
import { watchLinks } from "../links";
import { bulkBar } from "./bulk";
import { readFile, write } from "./csvfile";
import { Detail } from "./detail";
import { askToMerge, help } from "./dialogs";
import { redraw } from "./focus";
import { IssueList } from "./list";
import { compare } from "./merge";
import { Report, split, type Issue, type Packed } from "./model";
import { Filters } from "./filters";
import { overview, rules, type Changes } from "./overview";
import { paper } from "./paper";
import { Store } from "./store";
import { CLEARED, fitting, FILTERS, go, keep, link, read, start, type View } from "./view";
import "./report.css";

const report = new Report(JSON.parse(byId("data").textContent ?? "{}") as Packed);
const store = new Store(report);
const changes: Changes = { fresh: new Set(), gone: [], since: "" };
start(store);

/** Issues up to which a narrow screen lists all; of more, it lists the causes first. */
const FEW = 10;
/** Milliseconds for which a message is shown. */
const SAID_MS = 8000;
const said = h("p", { id: "said", role: "status" });
const progress = h("span", { id: "progress" });
const bar = h("progress", { max: Math.max(1, report.packed.issues.length), "aria-labelledby": "progress" });
const who = h("input", { id: "who", type: "text", autocomplete: "name", "aria-label": "Your name", placeholder: "Your name", value: store.who, input: () => store.name(who.value) });
const undoButton = h("button", { type: "button", id: "undo", title: "Undo (u)", click: () => undo() }, "Undo");
const asideButton = h("a", { id: "aside", href: link({ view: "overview" }) });
const list = new IssueList(report, store, changes.fresh, () => show());
const detail = new Detail(report, store, "plan.pdf", step, goOn);
const filters = new Filters(report, store, changes.fresh);
const bulk = h("div", { id: "bulk" });
const status = h("p", { id: "status", role: "status" });
const selectAll = h("input", { type: "checkbox", id: "select-all", click: () => {
  const shown = list.order;
  const isAll = shown.every((issue) => list.selected.has(issue.id));
  for (const issue of shown) list.selected[isAll ? "delete" : "add"](issue.id);
  show();
} });
const panes = h("div", { id: "panes" },
  h("div", { id: "left" }, h("div", { class: "shown-count" }, selectAll,
    h("label", { for: "select-all", class: "visually-hidden" }, "Select all that are shown"), status), list.element, bulk),
  detail.element);
const other = h("div", { id: "other", tabindex: -1 });

const views = new Map([["", "Issues"], ["overview", "Overview"], ["rules", "Rules"]].map(([name, label]) => [name, h("a", {}, label)]));

let hiding = 0;

/** Say something for a while; screen readers read it out. */
function say(text: string): void {
  said.textContent = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => said.replaceChildren(), SAID_MS);
}

/** The next issue to show after a decision: the first open one after it, else the first open one. */
function goOn(): void {
  const now = detail.open;
  const shown = before.length ? before : list.order;
  const at = now ? shown.indexOf(now) : -1;
  const isOpen = (issue: Issue): boolean => ["open", "faulty"].includes(store.status(issue));
  const next = [...shown.slice(at + 1), ...shown.slice(0, Math.max(0, at))].find(isOpen);
  if (next) go({ issue: next.id });
  else say(shown.length ? "Every issue that is shown is decided." : "");
  if (next || now) detail.element.focus({ preventScroll: true });
}

/** The issues in the order in which they were listed before the last decision. */
let before: Issue[] = [];

function step(by: number): void {
  const shown = list.order;
  const at = shown.findIndex((issue) => issue.id === read().issue);
  const next = shown[at < 0 ? 0 : at + by];
  if (next) go({ issue: next.id });
}

function undo(): void {
  const label = store.undo();
  say(label ? `Undone: ${label}.` : "There is nothing to undo.");
}

function show(): void {
  const view = read();
  showHead(view);
  const isList = !["overview", "rules"].includes(view.view);
  // Elements that stay are not attached anew: they would lose the focus and their scroll positions.
  const main = byId("main");
  const shown = isList ? panes : other;
  const isOther = !main.contains(shown);
  const hadFocus = main.contains(document.activeElement);
  if (isOther) main.replaceChildren(...(isList ? [filters.element, panes] : [other]));
  if (isList) showIssues(view);
  else {
    document.body.classList.remove("one");
    redraw(other, view.view === "overview" ? overview(report, store, changes, compareWith) : rules(report, view.rule));
    if (view.rule) document.getElementById(`rule-${view.rule}`)?.scrollIntoView();
  }
  if (isOther && hadFocus) (isList ? (isIssueAlone() ? detail.element : list.element) : other).focus({ preventScroll: true });
  document.documentElement.dataset.ready = "yes";
}

function showHead(view: View): void {
  for (const [name, tab] of views) {
    tab.setAttribute("href", link({ view: name, ...(name === "" ? {} : { rule: "" }) }));
    if (view.view === name) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  progress.textContent = `${store.decided} of ${report.packed.issues.length} issues decided`;
  bar.value = store.decided;
  if (document.activeElement !== who) who.value = store.who;
  undoButton.setAttribute("aria-disabled", String(!store.canUndo));
  const count = store.unapplied.length;
  asideButton.hidden = !count;
  asideButton.textContent = `${count} not applied`;
  asideButton.href = link({ view: "overview" });
  if (!store.isKept) say("This browser does not save your decisions: download them before you leave.");
}

/** Whether the list and the issue fit beside each other. */
function isWide(): boolean {
  return matchMedia("(min-width: 761px)").matches;
}

/** Whether an issue takes the place of the list. */
function isIssueAlone(): boolean {
  return !isWide() && document.body.classList.contains("one");
}

let lastFilters: string | undefined;

/** On a narrow screen, list a few issues, and the causes of many. */
function foldMany(view: View, shown: Issue[]): void {
  const now = FILTERS.map((key) => view[key]).join("\n");
  if (now === lastFilters || isWide()) return;
  lastFilters = now;
  const causes = new Set(shown.map((issue) => issue.rule));
  list.fold(shown, shown.length > FEW && causes.size > 1);
}

/** Move between the list and an issue on a narrow screen, which shows one of them. */
function turn(issue: Issue | undefined, last: Issue | undefined): void {
  const wasAlone = document.body.classList.contains("one");
  document.body.classList.toggle("one", Boolean(issue));
  if (isWide() || !byId("main").contains(panes)) return;
  if (issue && issue !== last) {
    scrollTo(0, 0);
    if (!wasAlone) detail.element.focus({ preventScroll: true });
  } else if (!issue && wasAlone) list.focus(last);
}

let filtered: string | undefined;

/** The issue of the address; none if the filters were changed and leave it out. */
function asked(view: View, shown: Issue[]): Issue | undefined {
  const now = FILTERS.map((key) => view[key]).join("\n");
  const isOther = filtered !== undefined && now !== filtered;
  filtered = now;
  const issue = report.issues.get(view.issue);
  return issue && isOther && !shown.includes(issue) ? undefined : issue;
}

/** The place of an issue in the list, or what to do where none is shown. */
function placed(issue: Issue | undefined): string {
  if (!issue) return list.order.length ? "Select an issue in the list." : "No issue matches the filters.";
  const at = list.order.indexOf(issue) + 1;
  return at ? `${at} of ${list.order.length}` : "not in the list";
}

function showIssues(view: View): void {
  filters.fill(view);
  const shown = fitting(report, store, changes.fresh, view);
  before = list.order;
  foldMany(view, shown);
  let issue = asked(view, shown);
  list.show(shown);
  if (!issue && isWide()) issue = list.order.find((one) => store.status(one) === "open") ?? list.order[0];
  if (issue?.id !== (view.issue || undefined)) history.replaceState(null, "", link({ issue: issue?.id ?? "" }));
  if (issue && issue !== detail.open && shown.includes(issue) && (isWide() || view.issue)) list.reveal(issue);
  if (issue) list.show(shown);
  const last = detail.open;
  detail.show(issue, placed(issue));
  turn(issue, last);
  if (isWide()) list.scroll();
  status.textContent = `${shown.length} of ${report.packed.issues.length} issues shown`;
  selectAll.checked = shown.length > 0 && shown.every((one) => list.selected.has(one.id));
  selectAll.indeterminate = !selectAll.checked && list.selected.size > 0;
  showBulk();
  keep();
}

function showBulk(): void {
  const issues = [...list.selected].flatMap((id) => report.issues.get(id) ?? []);
  if (bulk.contains(document.activeElement) && document.activeElement?.tagName === "INPUT") return;
  redraw(bulk, issues.length ? [bulkBar({
    report, store, issues,
    decided: (text) => {
      (isWide() ? detail.element : list.element).focus({ preventScroll: true });
      list.selected.clear();
      say(text);
      show();
      if (isWide()) goOn();
    },
    cleared: () => {
      list.element.focus({ preventScroll: true });
      list.selected.clear();
      show();
    },
  })] : []);
}

function save(): void {
  const problem = store.problem();
  const { decisions, plan } = report.packed;
  if (problem) {
    const issue = report.issueOf(problem.target);
    say(`${issue?.message ?? problem.target} ${problem.what}.`);
    if (problem.what.includes("name") && !store.who) who.focus();
    else go({ ...CLEARED, view: "", issue: split(problem.target)[0] });
    return;
  }
  download(decisions, write(store.rows()));
  say(`${decisions} saved: put it into sources/${plan.id}/ and run planrows again.`);
}

function makeHead(): void {
  const file = h("input", { type: "file", id: "load", accept: ".csv,text/csv", hidden: true, "aria-label": "A file of decisions",
    change: async () => {
      const chosen = file.files?.[0];
      if (chosen) askToMerge(store, compare(store, await readFile(chosen)), say);
      file.value = "";
    } });
  const button = (label: string, click: () => void, title = ""): HTMLElement =>
    h("button", { type: "button", ...(title ? { title } : {}), click }, label);
  byId("views").append(...views.values());
  byId("work").append(
    h("div", { class: "progress" }, progress, bar), asideButton, undoButton,
    h("button", { type: "button", id: "help", "aria-label": "Keys and help", title: "Keys and help (?)", click: () => help(store) }, "?"),
    who, file,
    button("Load…", () => file.click(), "Load and merge a file of decisions, such as a colleague’s"),
    h("button", { type: "button", class: "main", id: "download", click: save }, "Download ", h("span", {}, report.packed.decisions)));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (detail.open || isWide() ? detail.element : list.element).focus();
  });
  document.body.append(said);
}

const KEYS: Record<string, () => void> = {
  j: () => step(1), k: () => step(-1), u: undo, "?": () => help(store),
  a: () => detail.decide("accept"), d: () => detail.decide("dismiss"), c: () => detail.correct(),
  x: () => detail.open && list.toggle(detail.open.id),
  "/": () => {
    if (isIssueAlone()) go({ issue: "" });
    filters.search();
  },
};

/** Leave a field for what it belongs to, where single letters decide and move. */
function leave(field: HTMLElement): void {
  const isIssues = byId("main").contains(panes);
  const isOfIssue = detail.element.contains(field) || isIssueAlone();
  (!isIssues ? other : isOfIssue ? detail.element : list.element).focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const isTyping = target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  if (event.key === "Escape" && isTyping && !document.querySelector("dialog[open]")) leave(target);
  const action = KEYS[event.key];
  if (!action || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || !store.recall("keys", { on: true }).on) return;
  if (!byId("main").contains(panes) && event.key !== "?" && event.key !== "u") return;
  event.preventDefault();
  action();
});

function changed(previous: string[], since: string): void {
  const now = new Set(report.issues.keys());
  const known = new Set(previous);
  changes.fresh.clear();
  for (const id of now) if (!known.has(id)) changes.fresh.add(id);
  changes.gone = previous.filter((id) => !now.has(id));
  changes.since = since;
}

/** Tell what is new since the publication that this browser showed last. */
function compareWithLast(): void {
  const now = [...report.issues.keys()];
  const seen = store.recall<{ now?: string[]; before?: string[] }>("seen", {});
  const listed = (ids: unknown): string[] | undefined => (Array.isArray(ids) ? ids : undefined);
  const [last, earlier] = [listed(seen.now), listed(seen.before)];
  const isSame = last?.length === now.length && now.every((id) => last.includes(id));
  const previous = last && !isSame ? last : earlier;
  store.remember("seen", { now, before: previous });
  if (previous) changed(previous, "the publication that this browser showed last");
}

async function compareWith(file: File): Promise<void> {
  const ids = (await file.text()).split(/\r?\n/).slice(1).map((line) => line.split(",")[0] ?? "")
    .filter((id) => /^[a-z-]+-[0-9a-f]{8}(-\d+)?$/.test(id));
  changed(ids, file.name);
  show();
}

function print(): void {
  unprint();
  document.body.append(paper(report, store, fitting(report, store, changes.fresh, read())));
}

function unprint(): void {
  document.getElementById("paper")?.remove();
}

makeHead();
compareWithLast();
filters.element.open = isWide();
store.onChange(show);
addEventListener("hashchange", show);
watchLinks(); // after those who keep a click to themselves
addEventListener("beforeprint", print);
matchMedia("print").addEventListener("change", (event) => (event.matches ? print() : unprint()));
addEventListener("afterprint", unprint);
show();
