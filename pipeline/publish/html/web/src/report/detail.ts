/** One issue beside its page, and the decision on it. */

import { h, type Child } from "../dom";
import { check } from "./check";
import { redraw } from "./focus";
import { STATUS } from "./list";
import { split, type Issue, type Place, type Report, type Verdict } from "./model";
import { rich } from "./rich";
import { sheet } from "./sheet";
import type { Store } from "./store";
import { valueFields } from "./values";
import { link } from "./view";

export const VERDICTS: [Verdict, string, string, string][] = [
  ["accept", "Accept", "known, leave it", "a"],
  ["dismiss", "Dismiss", "not a defect", "d"],
  ["correct", "Correct", "publish another value", "c"],
];

/** The places' names; those that are the same are told apart by their words, or else numbered. */
function named(places: Place[]): string[] {
  const isTwice = (name: string, _: number, all: string[]): boolean => all.indexOf(name) !== all.lastIndexOf(name);
  const labels = places.map((place) => place.label);
  const names = labels.map((label, i) => {
    const words = places[i]?.marked;
    return isTwice(label, i, labels) && words ? `${label}: ${words.slice(0, 24)}` : label;
  });
  return names.map((name, i) => (isTwice(name, i, names) ? `${name} (${names.slice(0, i + 1).filter((n) => n === name).length})` : name));
}

export class Detail {
  readonly element = h("section", { id: "issue", tabindex: -1, "aria-label": "The issue" });
  private issue: Issue | undefined;
  private place = 0;
  private seen: (record: string) => void = () => undefined;
  /** Notes that are typed before a decision is made. */
  private readonly notes = new Map<string, string>();
  private readonly form = h("div", { class: "decision" });

  constructor(
    private readonly report: Report, private readonly store: Store, private readonly source: string,
    private readonly moved: (by: number) => void, private readonly decided: () => void,
  ) {}

  get open(): Issue | undefined {
    return this.issue;
  }

  /** Show an issue with its number in the list, or a text where there is none. */
  show(issue: Issue | undefined, number: string): void {
    const isOther = issue !== this.issue;
    this.issue = issue;
    if (isOther) this.place = 0;
    if (!issue) {
      this.element.replaceChildren(h("p", { class: "none" }, number));
      return;
    }
    if (!isOther && this.element.contains(this.form)) {
      this.element.querySelector(".at")?.replaceChildren(number);
      if (!this.form.contains(document.activeElement) || document.activeElement?.tagName === "BUTTON") this.fill();
      else this.states();
      return;
    }
    this.draw(issue, number);
  }

  private draw(issue: Issue, number: string): void {
    const step = (by: number, sign: string, label: string): HTMLElement =>
      h("button", { type: "button", "aria-label": label, click: () => this.moved(by) }, sign);
    const rule = this.report.packed.rules[issue.rule];
    this.element.replaceChildren(
      h("div", { class: "head" },
        h("a", { class: "back", href: link({ issue: "" }) }, "← All issues"),
        h("span", { class: `badge ${issue.severity}` }, issue.severity),
        h("a", { class: "rule", href: link({ view: "rules", rule: issue.rule }) }, this.report.title(issue.rule)),
        h("code", { class: "id" }, issue.id),
        h("span", { class: "at" }, number), step(-1, "‹", "Previous issue"), step(1, "›", "Next issue")),
      h("h2", {}, ...rich(issue.message)),
      h("p", { class: "advice" }, h("b", {}, "What you can do: "), ...rich(issue.suggestion)),
      ...issue.corrections.map((c) => h("p", { class: "published", tabindex: 0 }, h("b", {}, "Published: "), c.corrected,
        h("span", { class: "soft" }, ` ${c.label}. ${c.says}`))),
      ...(rule ? [h("details", {}, h("summary", {}, "What it means for users of the data"),
        h("p", {}, ...rich(rule.meaning)))] : []),
      this.printed(issue), this.form);
    this.fill();
    this.element.scrollTop = 0;
  }

  /** The places of the issue: their words, and the page. */
  private printed(issue: Issue): HTMLElement {
    const shown = h("div", { class: "shown" });
    const names = named(issue.places);
    const see = (index: number): void => {
      const place = issue.places[index];
      if (!place || index === this.place) return;
      this.place = index;
      for (const [at, chip] of chips.entries()) chip.setAttribute("aria-pressed", String(at === index));
      chips[index]?.scrollIntoView({ block: "nearest" });
      shown.replaceChildren(...this.content(place));
    };
    this.seen = (record) => see(issue.places.findIndex((place) => place.record === record));
    const chips = issue.places.map((_, index) => h("button", {
      type: "button", "aria-pressed": String(index === this.place), click: () => see(index),
    }, names[index]));
    const place = issue.places[this.place];
    if (place) shown.append(...this.content(place));
    return h("div", { class: "printed" },
      ...(chips.length > 1 ? [h("div", { class: "places", role: "group", tabindex: 0,
        "aria-label": `${chips.length} places` }, h("span", { class: "soft" }, `${chips.length} places:`), ...chips)] : []), shown);
  }

  private content(place: Place): HTMLElement[] {
    const quoted: Child[] = [place.before, place.marked ? h("mark", {}, place.marked) : null, place.after];
    const hasText = Boolean(place.before || place.marked || place.after);
    return [
      h("div", { class: "quote" }, h("span", { class: "soft" }, `${place.label}: `),
        ...(hasText ? [h("q", { tabindex: 0 }, ...quoted)] : [h("i", {}, "nothing is printed here")])),
      sheet(this.report.packed.pages, place, this.source),
    ];
  }

  /** Whether a single value cannot correct the issue, but one for each of its places can. */
  private targets(issue: Issue): string[] {
    const parts = issue.correctable.filter(([target, kind]) => kind && split(target)[1]);
    return parts.length ? parts.map(([target]) => target) : [issue.id];
  }

  private fill(): void {
    const { issue } = this;
    if (!issue) return;
    const now = this.store.current(issue.id);
    const targets = this.targets(issue);
    const made = targets.map((target) => this.store.current(target));
    const isCorrect = now.decision === "correct" || made.some((m) => m.decision === "correct");
    const obstacle = issue.correctable.every(([, kind]) => !kind) ? (issue.correctable[0]?.[2] ?? "") : "";
    const buttons = VERDICTS.map(([verdict, label, means, key]) => h("button", {
      type: "button", class: verdict, "data-verdict": verdict, "aria-keyshortcuts": key,
      "aria-pressed": String(verdict === "correct" ? isCorrect : now.decision === verdict),
      title: `${means} (${key})`, ...(verdict === "correct" && obstacle ? { disabled: true } : {}),
      click: () => (verdict === "correct" ? this.correct() : this.decide(verdict)),
    }, label, h("kbd", { "aria-hidden": "true" }, key)));
    const note = h("input", { type: "text", id: "note", value: now.note || made[0]?.note || this.notes.get(issue.id) || "",
      input: () => this.note(note.value) });
    redraw(this.form, [
      h("div", { class: "verdicts", role: "group", "aria-label": "Decision" }, ...buttons,
        h("label", { class: "note" }, "Reason or note ", note)),
      ...(obstacle ? [h("p", { class: "soft obstacle" }, "It cannot be corrected: ", ...rich(obstacle), ".")] : []),
      ...(isCorrect ? this.values(issue, targets) : this.candidates(issue)),
      h("div", { class: "outcome" }, h("p", { class: "state", role: "status" }),
        h("button", { type: "button", class: "plain clear", click: () => this.clear() }, "Clear decision"),
        h("button", { type: "button", class: "next", click: () => this.decided() }, "Next open issue")),
    ]);
    this.states();
  }

  private candidates(issue: Issue): HTMLElement[] {
    if (!issue.candidates.length || this.targets(issue)[0] !== issue.id) return [];
    return [h("p", { class: "candidates" }, ...issue.candidates.map((candidate) => h("button", {
      type: "button", click: () => {
        this.store.decide(`correct ${issue.id}`, [[issue.id, { decision: "correct", value: candidate, ...this.drafted(issue) }]]);
        this.decided();
      },
    }, `Correct to “${candidate}”`)))];
  }

  private values(issue: Issue, targets: string[]): HTMLElement[] {
    const fields = valueFields({
      report: this.report, store: this.store, issue, targets, note: () => this.drafted(issue).note,
      seen: (record) => this.seen(record), done: this.decided,
    });
    return [h("div", { class: "values" }, ...fields, ...this.picks(issue, targets))];
  }

  private picks(issue: Issue, targets: string[]): HTMLElement[] {
    return targets[0] === issue.id ? this.candidates(issue) : [];
  }

  private drafted(issue: Issue): { note: string } {
    return { note: this.store.current(issue.id).note || this.notes.get(issue.id) || "" };
  }

  private note(text: string): void {
    const { issue } = this;
    if (!issue) return;
    this.notes.set(issue.id, text);
    for (const target of this.store.targets(issue)) {
      if (this.store.current(target).decision) this.store.type(target, { note: text });
    }
  }

  private states(): void {
    const { issue } = this;
    const says = this.form.querySelector(".state");
    if (!issue || !says) return;
    const made = this.store.targets(issue).map((target) => [target, this.store.current(target)] as const)
      .filter(([, now]) => now.decision);
    const fault = made.map(([target]) => this.store.fault(target)).find(Boolean);
    const status = this.store.status(issue);
    const records = new Map<string, string[]>();
    for (const [target, now] of made) {
      const value = now.decision === "correct" && now.value ? ` to “${now.value}”` : "";
      const said = `${STATUS[now.decision || "open"]}\n${value}${now.by ? ` by ${now.by} on ${now.date}` : ""}`;
      records.set(said, [...(records.get(said) ?? []), split(target)[1]]);
    }
    const lines = [...records].map(([said, at]) =>
      said.replace("\n", at.length > 1 ? ` at ${at.length} places` : at[0] ? ` ${at[0]}` : ""));
    const isDecided = !["open", "faulty"].includes(status);
    for (const [name, isShown] of [[".clear", made.length > 0], [".next", isDecided]] as const) {
      this.form.querySelector<HTMLElement>(name)?.toggleAttribute("hidden", !isShown);
    }
    says.classList.toggle("wrong", status === "faulty");
    // A fault of the value itself is told at its field.
    const isTold = this.form.querySelector(".says") !== null
      && made.some(([target, now]) => now.decision === "correct" && check(this.report, target, now.value));
    says.textContent = status === "faulty" ? (isTold ? "" : `Not finished: ${fault}.`)
      : !lines.length ? ""
      : isDecided ? `Decided: ${lines.join("; ")}.`
      : `${made.length} of ${this.store.targets(issue).length - 1} places decided.`;
  }

  /** Accept or dismiss the issue as a whole, and go on to the next open one. */
  decide(verdict: Verdict): void {
    const { issue } = this;
    if (!issue) return;
    this.store.decide(`${verdict} ${issue.id}`, [
      ...this.store.targets(issue).slice(1).filter((target) => this.store.current(target).decision)
        .map((target): [string, object] => [target, { decision: "" }]),
      [issue.id, { decision: verdict, value: "", ...this.drafted(issue) }],
    ]);
    this.decided();
  }

  /** Ask for the value to publish. */
  correct(): void {
    const { issue } = this;
    if (!issue || issue.correctable.every(([, kind]) => !kind)) return;
    const targets = this.targets(issue);
    if (targets[0] === issue.id) {
      if (this.store.current(issue.id).decision !== "correct") {
        this.store.decide(`correct ${issue.id}`, [[issue.id, { decision: "correct", value: "", ...this.drafted(issue) }]]);
      }
      this.fill();
    } else {
      const fields = this.values(issue, targets);
      this.form.querySelector(".values")?.remove();
      this.form.querySelector(".verdicts")?.after(...fields);
    }
    this.form.querySelector<HTMLInputElement>(".value input")?.focus();
  }

  clear(): void {
    const { issue } = this;
    if (!issue) return;
    const made = this.store.targets(issue).filter((target) => this.store.current(target).decision);
    this.store.decide(`undecide ${issue.id}`, made.map((target) => [target, { decision: "", value: "" }]));
    this.fill();
    this.form.querySelector<HTMLElement>("[data-verdict]")?.focus();
  }
}
