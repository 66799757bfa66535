/** The search and the filters; each choice says how many issues it would show. */

import { h } from "../dom";
import { SEVERITIES, type Issue, type Report } from "./model";
import type { Store } from "./store";
import { CLEARED, fitting, FILTERS, go, type Key, type View } from "./view";

/** Characters of an area's name in its choice. */
const LONGEST = 60;

type Choice = [value: string, label: string, has: (issue: Issue) => boolean];

export class Filters {
  readonly element: HTMLDetailsElement;
  private readonly controls = new Map<Key, HTMLInputElement | HTMLSelectElement>();
  /** How many filters are set: they can be folded away. */
  private readonly count = h("span", { class: "count" });

  constructor(private readonly report: Report, private readonly store: Store, private readonly fresh: Set<string>) {
    const hasKeys = !matchMedia("(hover: none)").matches;
    const words = h("input", { type: "search", id: "f-q", name: "q", autocomplete: "off", placeholder: hasKeys ? "words  ( / )" : "words" });
    this.controls.set("q", words);
    const form = h("form", { id: "filters", role: "search", "aria-label": "Filter the issues", submit: (event) => event.preventDefault() },
      h("label", { class: "wide" }, "Search", words));
    for (const [key, label] of [["state", "Decision"], ["severity", "Severity"], ["rule", "Rule"],
      ["area", "Priority area"], ["body", "Body"]] as const) {
      const select = h("select", { id: `f-${key}`, name: key });
      this.controls.set(key, select);
      form.append(h("label", {}, label, select));
    }
    form.append(h("button", { type: "button", id: "clear", click: () => go(CLEARED) }, "Show all"));
    form.addEventListener("input", () => go(Object.fromEntries(
      [...this.controls].map(([key, control]) => [key, control.value.trimStart()])) as Partial<View>));
    this.element = h("details", { id: "folding", open: true }, h("summary", {}, "Search and filters ", this.count), form);
  }

  /** Go to the field of the search. */
  search(): void {
    this.element.open = true;
    this.controls.get("q")?.focus();
  }

  fill(view: View): void {
    const { packed } = this.report;
    this.choices(view, "state", this.states());
    this.choices(view, "severity", SEVERITIES.map((one) => [one, one, (i) => i.severity === one]));
    this.choices(view, "rule", Object.keys(packed.rules).map((rule) => [rule, this.report.title(rule), (i) => i.rule === rule]));
    this.choices(view, "area", [...packed.areas.map((area): Choice =>
      [area.id, `${area.number} ${area.title}`.slice(0, LONGEST), (i) => i.areas.includes(area.id)]),
    ["rest", "outside the areas", (i) => i.areas.includes("")]]);
    const bodies = [...new Set(packed.issues.flatMap((issue) => issue.bodies))].sort((a, b) => a.localeCompare(b));
    this.choices(view, "body", bodies.map((body) => [body, body, (i) => i.bodies.includes(body)]));
    const words = this.controls.get("q");
    if (words && words.value.trim() !== view.q.trim()) words.value = view.q;
    words?.classList.toggle("on", Boolean(view.q));
    const count = FILTERS.filter((key) => view[key]).length;
    this.count.textContent = count ? `${count} on` : "";
  }

  private states(): Choice[] {
    const state = (wanted: string) => (issue: Issue): boolean => this.store.status(issue) === wanted;
    const isOpen = (issue: Issue): boolean => state("open")(issue) || state("faulty")(issue);
    return [
      ["open", "undecided", isOpen], ["decided", "decided", (issue) => !isOpen(issue)],
      ["accept", "accepted", state("accept")], ["dismiss", "dismissed", state("dismiss")],
      ["correct", "corrected", state("correct")], ["faulty", "not finished", state("faulty")],
      ["new", "new", (issue) => this.fresh.has(issue.id)],
    ];
  }

  private choices(view: View, key: Key, choices: Choice[]): void {
    const control = this.controls.get(key);
    if (!control) return;
    const rest = fitting(this.report, this.store, this.fresh, view, key);
    control.replaceChildren(h("option", { value: "" }, "all"), ...choices.flatMap(([value, label, has]) => {
      const count = rest.filter(has).length;
      return count || value === view[key] ? [h("option", { value }, `${label} (${count})`)] : [];
    }));
    control.value = view[key];
    control.classList.toggle("on", Boolean(view[key]));
  }
}
