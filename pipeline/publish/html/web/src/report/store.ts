/** The decisions: those of the publication, and those made or loaded in this browser. */

import { check, identifiers } from "./check";
import { split, type Issue, type Line, type Report, type Verdict } from "./model";

export interface Decision {
  decision: Verdict;
  value: string;
  note: string;
  by: string;
  date: string;
  ground: string;
}

/** A line that is not applied, and the reason. */
export interface Unapplied {
  row: Line;
  reason: string;
}

export type Status = "open" | "accept" | "dismiss" | "correct" | "faulty";
export const NONE: Decision = { decision: "", value: "", note: "", by: "", date: "", ground: "" };

/** What the tabs of a browser share. */
const SHARED = ["decisions", "unapplied", "dropped", "who"];

interface Step {
  label: string;
  mine: [target: string, before: Decision | undefined][];
  unapplied: Unapplied[];
}

export class Store {
  who = "";
  private readonly key: string;
  private readonly published = new Map<string, Decision>();
  private readonly mine = new Map<string, Decision>();
  private lines: Unapplied[] = [];
  private readonly steps: Step[] = [];
  /** Statuses since the last change. */
  private readonly statuses = new Map<string, Status>();
  private readonly overlaps = new Map<string, [other: string, isSame: boolean][]>();
  private readonly listeners: (() => void)[] = [];
  /** Whether the browser keeps what is decided. */
  isKept = true;

  constructor(readonly report: Report) {
    const { plan, decisions } = report.packed;
    this.key = `planrows:${plan.id}${decisions === "decisions.csv" ? "" : `:${decisions}`}`;
    for (const [one, other, isSame] of report.packed.overlaps) {
      this.overlaps.set(one, [...(this.overlaps.get(one) ?? []), [other, isSame]]);
      this.overlaps.set(other, [...(this.overlaps.get(other) ?? []), [one, isSame]]);
    }
    this.readPublished();
    this.readKept();
    addEventListener("storage", ({ key }) => {
      if (!SHARED.some((name) => key === `${this.key}:${name}`)) return;
      this.catchUp();
      this.tell();
    });
  }

  /** Read what the browser keeps: another tab may have changed it. What is not sound is left out. */
  private readKept(): void {
    const decisions = this.load<Record<string, unknown>>("decisions", {});
    const { name } = this.load<{ name?: unknown }>("who", {});
    this.who = typeof name === "string" ? name : "";
    this.lines = this.load<unknown[]>("unapplied", []).filter(isUnapplied);
    const known = new Set(this.lines.map(({ row }) => row.join("\n")));
    const dropped = new Set(this.load<unknown[]>("dropped", []));
    for (const item of this.report.packed.stale) {
      const name = item.row.join("\n");
      if (!known.has(name) && !dropped.has(name)) this.lines.push(item);
    }
    this.mine.clear();
    for (const [target, made] of Object.entries(decisions)) if (isDecision(made)) this.mine.set(target, made);
    this.moveOutdated();
  }

  /** Before a change: another tab may have decided since. */
  private catchUp(): void {
    if (this.isKept) this.readKept();
  }

  private readPublished(): void {
    const { issues, placeDecisions } = this.report.packed;
    const onPlaces = new Map<string, Set<string>>();
    for (const [target, decision, value, by, date, note, ground] of placeDecisions) {
      this.published.set(target, { decision: decision as Verdict, value, by, date, note, ground });
      const [id, record] = split(target);
      onPlaces.set(id, (onPlaces.get(id) ?? new Set()).add(record));
    }
    for (const issue of issues) {
      const records = onPlaces.get(issue.id);
      // An issue that is decided place by place has no line of its own.
      if (!issue.decision || (records && issue.places.every((p) => records.has(p.record)))) continue;
      const { decision, value, by, date, note, ground } = issue;
      this.published.set(issue.id, { decision, value, by, date, note, ground });
    }
  }

  /** Decisions of this browser on issues that are gone, or on words that have changed. */
  private moveOutdated(): void {
    for (const [target, made] of [...this.mine]) {
      const issue = this.report.issueOf(target);
      if (issue && made.ground === issue.ground) continue;
      this.mine.delete(target);
      if (!made.decision) continue;
      const reason = issue
        ? "The printed words have changed since the decision; decide again."
        : "The issue no longer exists in this edition.";
      this.lines.push({ row: line(target, made), reason: `${reason} Decided in this browser.` });
    }
  }

  private load<T>(name: string, otherwise: T): T {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(`${this.key}:${name}`) ?? "null");
      const isSound = typeof found === "object" && found !== null && Array.isArray(found) === Array.isArray(otherwise);
      return isSound ? (found as T) : otherwise;
    } catch {
      return otherwise;
    }
  }

  private save(name: string, value: unknown): void {
    try {
      localStorage.setItem(`${this.key}:${name}`, JSON.stringify(value));
    } catch {
      this.isKept = false;
    }
  }

  /** Something small that the page remembers, such as the last view. */
  recall<T>(name: string, otherwise: T): T {
    return this.load(name, otherwise);
  }

  remember(name: string, value: unknown): void {
    this.save(name, value);
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private changed(): void {
    this.save("decisions", Object.fromEntries(this.mine));
    this.save("unapplied", this.lines);
    const kept = new Set(this.lines.map(({ row }) => row.join("\n")));
    this.save("dropped", this.report.packed.stale.map(({ row }) => row.join("\n"))
      .filter((name) => !kept.has(name)));
    this.tell();
  }

  private tell(): void {
    this.statuses.clear();
    for (const listener of this.listeners) listener();
  }

  name(who: string): void {
    this.catchUp();
    this.who = who.trim();
    this.save("who", { name: this.who });
    for (const made of this.mine.values()) if (made.decision && !made.by) made.by = this.who;
    this.changed();
  }

  current(target: string): Decision {
    return this.mine.get(target) ?? this.published.get(target) ?? NONE;
  }

  /** Decide: one step, which can be undone. */
  decide(label: string, changes: Iterable<[target: string, change: Partial<Decision>]>): void {
    this.catchUp();
    const step: Step = { label, mine: [], unapplied: [...this.lines] };
    for (const [target, change] of changes) {
      const issue = this.report.issueOf(target);
      if (!issue) continue;
      step.mine.push([target, this.mine.get(target)]);
      const made = {
        ...this.current(target), by: this.who, date: today(), ...change, ground: issue.ground,
      };
      this.mine.set(target, made);
    }
    if (!step.mine.length) return;
    this.steps.push(step);
    this.changed();
  }

  /** Change a value or a note while it is typed: one step for each field. */
  type(target: string, change: Partial<Decision>): void {
    const label = `edit ${target}`;
    const last = this.steps.at(-1);
    if (last?.label === label) {
      this.catchUp();
      const issue = this.report.issueOf(target);
      this.mine.set(target, {
        ...this.current(target), by: this.who, date: today(), ...change, ground: issue?.ground ?? "",
      });
      this.changed();
    } else this.decide(label, [[target, change]]);
  }

  /** Add lines that are not applied, as part of the last step. */
  setAside(lines: Unapplied[], label: string): void {
    this.catchUp();
    this.steps.push({ label, mine: [], unapplied: [...this.lines] });
    const known = new Set(this.lines.map(({ row }) => row.join("\n")));
    this.lines = [...this.lines, ...lines.filter(({ row }) => !known.has(row.join("\n")))];
    this.changed();
  }

  drop(lines: Unapplied[]): void {
    this.catchUp();
    this.steps.push({ label: "remove lines", mine: [], unapplied: [...this.lines] });
    const removed = new Set(lines.map(({ row }) => row.join("\n")));
    this.lines = this.lines.filter(({ row }) => !removed.has(row.join("\n")));
    this.changed();
  }

  undo(): string {
    const step = this.steps.pop();
    if (!step) return "";
    this.catchUp();
    for (const [target, before] of step.mine) {
      if (before) this.mine.set(target, before);
      else this.mine.delete(target);
    }
    this.lines = step.unapplied;
    this.changed();
    return step.label;
  }

  get canUndo(): boolean {
    return this.steps.length > 0;
  }

  forget(): void {
    this.catchUp();
    const step: Step = { label: "discard", mine: [...this.mine], unapplied: [...this.lines] };
    this.mine.clear();
    this.steps.push(step);
    this.changed();
  }

  get unapplied(): Unapplied[] {
    // Two decisions that contradict each other are both listed until one is made here.
    return this.lines.filter(({ row }) => !this.current(row[0]).decision);
  }

  /** Targets of an issue that have a decision of their own. */
  targets(issue: Issue): string[] {
    const records = [...new Set(issue.places.map((place) => place.record))];
    return [issue.id, ...records.map((record) => `${issue.id}/${record}`)];
  }

  /** Why the decision on a target cannot be downloaded; empty: it can. */
  fault(target: string): string {
    const made = this.current(target);
    if (made.decision !== "correct") return "";
    const found = check(this.report, target, made.value);
    if (found) return found.fault;
    for (const [other, isSame] of this.overlaps.get(target) ?? []) {
      const second = this.current(other);
      if (second.decision !== "correct" || check(this.report, other, second.value)) continue;
      if (!isSame || this.normal(target, made.value) !== this.normal(other, second.value)) {
        return `the decision on ${other} gives the same words another value`;
      }
    }
    return "";
  }

  /** A value in the form in which two values are compared. */
  normal(target: string, value: string): string {
    const isList = this.report.correctable.get(target)?.[1] === "bodies";
    return isList ? identifiers(this.report, value).join("; ") : value.split(/\s+/).join(" ").trim();
  }

  status(issue: Issue): Status {
    let known = this.statuses.get(issue.id);
    if (known === undefined) this.statuses.set(issue.id, (known = this.statusOf(issue)));
    return known;
  }

  private statusOf(issue: Issue): Status {
    const whole = this.current(issue.id).decision;
    const parts = this.targets(issue).slice(1);
    const made = parts.filter((target) => this.current(target).decision);
    if ([...(whole ? [issue.id] : []), ...made].some((target) => this.fault(target))) return "faulty";
    if (whole) return whole;
    if (!made.length || made.length < parts.length) return "open";
    const verdicts = made.map((target) => this.current(target).decision);
    return verdicts.includes("correct") ? "correct" : (verdicts[0] || "open");
  }

  get decided(): number {
    return this.report.packed.issues.filter((i) => !["open", "faulty"].includes(this.status(i))).length;
  }

  /** The lines of decisions.csv: in the order of the issues, then those that are not applied. */
  rows(): Line[] {
    const rows: Line[] = [];
    for (const issue of this.report.packed.issues) {
      for (const target of this.targets(issue)) {
        const made = this.current(target);
        if (made.decision) rows.push(line(target, made));
      }
    }
    return [...rows, ...this.unapplied.map(({ row }) => row)];
  }

  /** The first decision that cannot be downloaded. */
  problem(): { target: string; what: string } | null {
    for (const issue of this.report.packed.issues) {
      for (const target of this.targets(issue)) {
        const made = this.current(target);
        const what = this.fault(target) || (made.decision && !made.by ? "enter your name" : "");
        if (what) return { target, what };
      }
    }
    return null;
  }
}

function isDecision(made: unknown): made is Decision {
  if (typeof made !== "object" || made === null) return false;
  const parts = made as Record<string, unknown>;
  return Object.keys(NONE).every((name) => typeof parts[name] === "string");
}

function isUnapplied(item: unknown): item is Unapplied {
  if (typeof item !== "object" || item === null) return false;
  const { row, reason } = item as Record<string, unknown>;
  return typeof reason === "string" && Array.isArray(row) && row.every((cell) => typeof cell === "string");
}

function line(target: string, made: Decision): Line {
  const value = made.decision === "correct" ? made.value : "";
  return [target, made.decision, value, made.by, made.date, made.note, made.ground];
}

function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
