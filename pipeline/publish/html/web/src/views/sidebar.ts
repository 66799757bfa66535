/** The filters beside the rows: values with counts, to tick; long lists can be searched. */

import { fold, type Plan } from "../data";
import { byId, h, type Child } from "../dom";
import type { Choices, Facets, Selection } from "../facets";
import { FACETS, go, link, NO_FILTERS, read, type Facet, type State } from "../state";

/** Values shown of a long list before it is opened or searched. */
const SHORT = 7;
/** Longer lists can be searched. */
const LONG = 14;
const LONGEST = 200;
/** Filters that are open at first. */
const OPEN: Facet[] = ["lead", "area", "group", "type", "issue"];

export class Sidebar {
  private readonly whole = new Set<Facet>();
  private readonly sought = new Map<Facet, string>();
  private readonly bodies = new Map<Facet, HTMLElement>();
  private selection: Selection | null = null;

  constructor(private readonly plan: Plan, private readonly facets: Facets, parent: HTMLElement) {
    for (const choices of facets.all) {
      if (choices.key === "section" && choices.values.length < 2) continue;
      const body = h("div", { class: "values" });
      this.bodies.set(choices.key, body);
      const search = choices.values.length > LONG ? h("input", {
        type: "search", placeholder: "Find…", autocomplete: "off",
        "aria-label": `Find in: ${choices.title}`,
        input: (event) => {
          this.sought.set(choices.key, (event.target as HTMLInputElement).value);
          this.fill(choices);
        },
      }) : null;
      const isOpen = OPEN.includes(choices.key) || read()[choices.key].length > 0;
      parent.append(h("details", { class: "facet", open: isOpen, "data-facet": choices.key },
        h("summary", {}, choices.title, h("span", { class: "chosen" })), search, body));
    }
  }

  show(selection: Selection): void {
    this.selection = selection;
    for (const choices of this.facets.all) this.fill(choices);
  }

  private fill(choices: Choices): void {
    const body = this.bodies.get(choices.key);
    const counts = this.selection?.counts.get(choices.key);
    if (!body || !counts) return;
    const chosen = read()[choices.key];
    const sought = fold(this.sought.get(choices.key) ?? "");
    const isPrinted = ["area", "section", "page"].includes(choices.key);
    const rank = (code: number): number =>
      (chosen.includes(choices.values[code] ?? "") ? 1e9 : 0) + (isPrinted ? 0 : (counts[code] ?? 0));
    const codes = choices.values.map((_, code) => code)
      .filter((code) => {
        const value = choices.values[code] ?? "";
        if (chosen.includes(value)) return true;
        if (sought) return fold(`${choices.labels[code]} ${this.plan.bodies.get(value)?.name ?? ""}`).includes(sought);
        return (counts[code] ?? 0) > 0;
      })
      .sort((a, b) => rank(b) - rank(a) || a - b);
    const isWhole = sought !== "" || this.whole.has(choices.key);
    const shown = codes.slice(0, isWhole ? LONGEST : Math.max(SHORT, chosen.length));
    const focused = document.activeElement instanceof HTMLInputElement && body.contains(document.activeElement)
      ? document.activeElement.value : null;
    body.replaceChildren(
      ...shown.map((code) => this.value(choices, code, counts[code] ?? 0, chosen)),
      ...(shown.length ? [] : [h("p", { class: "none" }, sought ? "Nothing like this." : "None here.")]),
      ...(codes.length > shown.length || this.whole.has(choices.key) ? [this.more(choices, codes.length)] : []));
    const details = body.closest("details");
    const mark = details?.querySelector(".chosen");
    if (mark) mark.textContent = chosen.length ? String(chosen.length) : "";
    if (focused !== null) {
      [...body.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
    }
  }

  private more(choices: Choices, count: number): HTMLElement {
    const isWhole = this.whole.has(choices.key);
    return h("button", { type: "button", class: "more", "aria-expanded": String(isWhole), click: () => {
      if (isWhole) this.whole.delete(choices.key);
      else this.whole.add(choices.key);
      this.fill(choices);
      this.bodies.get(choices.key)?.querySelector<HTMLElement>(".more")?.focus();
    } }, isWhole ? "Show fewer" : `Show all ${Math.min(count, LONGEST)}`);
  }

  private value(choices: Choices, code: number, count: number, chosen: string[]): HTMLElement {
    const value = choices.values[code] ?? "";
    const label = choices.labels[code] ?? value;
    const name = this.plan.bodies.get(value)?.name;
    const isChosen = chosen.includes(value);
    const box = h("input", { type: "checkbox", value, change: () => toggle(choices.key, value) });
    box.checked = isChosen;
    return h("label", { class: count ? "" : "zero", title: name && name !== label ? `${label}: ${name}` : label },
      box, h("span", { class: "label" }, label), h("span", { class: "count" }, count));
  }
}

export function toggle(key: Facet, value: string): void {
  const chosen = read()[key];
  const next = chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value];
  go({ [key]: next } as Partial<State>);
}

/** The filters in force, each with a way to remove it. */
export function showChips(facets: Facets): void {
  const state = read();
  const chips: Child[] = FACETS.flatMap((key) => state[key].map((value) => {
    const choices = facets.of(key);
    const label = `${choices?.title ?? key}: ${choices?.label(value) ?? value}`;
    return h("a", { class: "chip", href: link({ [key]: state[key].filter((v) => v !== value) } as Partial<State>),
      "aria-label": `Remove the filter ${label}` }, label, h("span", { "aria-hidden": "true" }, " ×"));
  }));
  if (chips.length) {
    chips.push(h("a", { class: "clear", href: link({ ...NO_FILTERS }) }, "Clear all"));
  }
  byId("chips").replaceChildren(...(chips as Node[]));
}
