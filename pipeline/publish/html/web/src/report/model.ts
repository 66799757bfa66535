/** The report's data as embedded in the page, with lookups. */

import { fold, type Box } from "../data";

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];
export const EFFECTS: Record<Severity, string> = {
  error: "blocks use",
  warning: "misleads readers",
  info: "style, or a fact to note",
};

export interface Place {
  record: string;
  label: string;
  before: string;
  marked: string;
  after: string;
  page: number | null;
  box: Corners | null;
  /** The rows of the matrix that the place's record is part of; they may go on over page ends. */
  rows: Box[];
}

/** Left, top, right and bottom in points from the page's top left corner. */
export type Corners = [x0: number, top: number, x1: number, bottom: number];

/** What a correction of an issue, or of one of its places, may be. */
export type Correctable = [target: string, kind: "bodies" | "text" | "", obstacle: string];

export interface Issue {
  id: string;
  rule: string;
  severity: Severity;
  message: string;
  suggestion: string;
  /** Identifiers of areas; empty for text outside of the areas. */
  areas: string[];
  bodies: string[];
  ground: string;
  decision: Verdict;
  value: string;
  note: string;
  by: string;
  date: string;
  candidates: string[];
  correctable: Correctable[];
  corrections: { label: string; corrected: string; says: string }[];
  places: Place[];
}

export type Verdict = "" | "accept" | "dismiss" | "correct";

/** A line of decisions.csv. */
export type Line = [
  target: string, decision: string, value: string, by: string, date: string, note: string, ground: string,
];

export interface Rule {
  title: string;
  severity: Severity;
  why: string;
  meaning: string;
  method: string;
  remedy: string;
  example: string;
}

export interface PageImage {
  width: number;
  height: number;
  picture: string | null;
}

export interface Packed {
  plan: { id: string; title: string; edition: string };
  /** Name of the file of decisions. */
  decisions: string;
  rules: Record<string, Rule>;
  areas: { id: string; number: string; title: string }[];
  bodies: { id: string; name: string }[];
  issues: Issue[];
  overlaps: [one: string, other: string, isSame: boolean][];
  placeDecisions: Line[];
  stale: { row: Line; reason: string }[];
  pages: Record<string, PageImage>;
}

export class Report {
  readonly issues = new Map<string, Issue>();
  readonly bodies = new Map<string, string>();
  readonly areas = new Map<string, { number: string; title: string }>();
  /** How each target can be corrected. */
  readonly correctable = new Map<string, Correctable>();
  private readonly words = new Map<string, string>();

  constructor(readonly packed: Packed) {
    for (const body of packed.bodies) this.bodies.set(body.id, body.name);
    for (const area of packed.areas) this.areas.set(area.id, area);
    for (const issue of packed.issues) {
      this.issues.set(issue.id, issue);
      for (const entry of issue.correctable) this.correctable.set(entry[0], entry);
    }
  }

  /** The issue of a target, which is ISSUE or ISSUE/RECORD; undefined: there is none now. */
  issueOf(target: string): Issue | undefined {
    const [id, record] = split(target);
    const issue = this.issues.get(id);
    return !record || issue?.places.some((place) => place.record === record) ? issue : undefined;
  }

  title(rule: string): string {
    return this.packed.rules[rule]?.title ?? rule;
  }

  area(id: string): string {
    return this.areas.get(id)?.number || "outside the areas";
  }

  /** All words of an issue, to search in. */
  text(issue: Issue): string {
    let text = this.words.get(issue.id);
    if (text === undefined) {
      const places = issue.places.flatMap((p) => [p.label, p.before, p.marked, p.after]);
      text = fold([issue.id, this.title(issue.rule), issue.message, ...issue.bodies, ...places].join(" "));
      this.words.set(issue.id, text);
    }
    return text;
  }
}

/** Issue and record of a target; the record is empty if the target is the whole issue. */
export function split(target: string): [issue: string, record: string] {
  const at = target.indexOf("/");
  return at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
}

/** The first places of an issue, in words: where it is. */
export function where(report: Report, issue: Issue): string {
  const pages = [...new Set(issue.places.flatMap((place) => place.page ?? []))];
  const areas = [...new Set(issue.areas.map((id) => report.area(id)))];
  const few = (list: (string | number)[]): string =>
    list.slice(0, 3).join(", ") + (list.length > 3 ? ` and ${list.length - 3} more` : "");
  const parts = report.areas.size ? [few(areas)] : [];
  if (pages.length) parts.push(`page${pages.length > 1 ? "s" : ""} ${few(pages)}`);
  return parts.join(" · ");
}
