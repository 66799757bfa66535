/** Compare a loaded file with the decisions at hand. */

import { check } from "./check";
import type { Loaded } from "./csvfile";
import type { Line, Verdict } from "./model";
import type { Decision, Store, Unapplied } from "./store";

export interface Conflict {
  target: string;
  mine: Decision;
  theirs: Decision;
}

export interface Merge {
  name: string;
  /** Decisions on what is undecided here. */
  fresh: [target: string, decision: Decision][];
  /** Equal decisions, with the names of all who decided. */
  same: [target: string, decision: Decision][];
  conflicts: Conflict[];
  unapplied: Unapplied[];
  faults: string[];
}

export function compare(store: Store, loaded: Loaded): Merge {
  const merge: Merge = {
    name: loaded.name, fresh: [], same: [], conflicts: [], unapplied: [], faults: loaded.faults,
  };
  for (const [target, rows] of grouped(loaded.lines)) {
    const reasons = rows.map((row) => [row, objection(store, row)] as const);
    for (const [row, reason] of reasons) if (reason) merge.unapplied.push({ row, reason });
    const sound = reasons.filter(([, reason]) => !reason).map(([row]) => decision(row));
    const theirs = sound.reduce<Decision | null>((all, one) =>
      !all ? one : isSame(store, target, all, one) ? joined(all, one) : null, null);
    if (sound.length && !theirs) {
      const reason = `The lines of ${loaded.name} contradict each other; keep one.`;
      for (const row of rows) merge.unapplied.push({ row, reason });
    } else if (theirs) {
      const mine = store.current(target);
      if (!mine.decision) merge.fresh.push([target, theirs]);
      else if (isSame(store, target, mine, theirs)) merge.same.push([target, joined(mine, theirs)]);
      else merge.conflicts.push({ target, mine, theirs });
    }
  }
  return merge;
}

function grouped(lines: Line[]): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const row of lines) groups.set(row[0], [...(groups.get(row[0]) ?? []), row]);
  return groups;
}

/** Why a line cannot be applied; empty if it can. */
function objection(store: Store, [target, verdict, value, , , , ground]: Line): string {
  const issue = store.report.issueOf(target);
  if (!issue) return "The issue no longer exists in this edition.";
  if (ground && ground !== issue.ground) {
    return "The printed words have changed since the decision; decide again.";
  }
  const found = verdict === "correct" ? check(store.report, target, value) : null;
  return found ? `“${value}” cannot be published: ${found.fault}.` : "";
}

function decision([, verdict, value, by, date, note, ground]: Line): Decision {
  return { decision: verdict as Verdict, value, by, date, note, ground };
}

function isSame(store: Store, target: string, one: Decision, other: Decision): boolean {
  if (one.decision !== other.decision) return false;
  return one.decision !== "correct"
    || store.normal(target, one.value) === store.normal(target, other.value);
}

function joined(one: Decision, other: Decision): Decision {
  const all = (a: string, b: string): string =>
    [...new Set([...a.split("; "), ...b.split("; ")].filter(Boolean))].join("; ");
  return { ...one, by: all(one.by, other.by), note: all(one.note, other.note) };
}
