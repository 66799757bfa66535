/** Check a correction as the next run will, while it is typed. */

import type { Report } from "./model";

export interface Finding {
  fault: string;
  /** A value that would pass, if one can be guessed. */
  better: string;
}

/** The characters that planrows strips from identifiers: they are not seen. */
const INVISIBLE = /\p{C}/gu;

/** The identifiers of bodies in a value, as published. */
export function identifiers(report: Report, value: string): string[] {
  const parts = value.split(";").map((part) => part.replace(INVISIBLE, "").trim()).filter(Boolean);
  return [...new Set(parts.map((part) => (report.bodies.has(part) ? part : escaped(report, part))))];
}

/** Identifiers that a reader of CSV could take for something else than text have a prefix. */
function escaped(report: Report, part: string): string {
  return report.bodies.has(`body-${part}`) ? `body-${part}` : part;
}

/** What is wrong with a value for a target; null: the next run publishes it. */
export function check(report: Report, target: string, value: string): Finding | null {
  const [, kind, obstacle] = report.correctable.get(target) ?? [target, "", ""];
  if (!kind) return { fault: obstacle || "no value can correct this", better: "" };
  if (!value.trim()) return { fault: "enter the value to publish", better: "" };
  return kind === "bodies" ? checkBodies(report, value) : null;
}

function checkBodies(report: Report, value: string): Finding | null {
  const given = identifiers(report, value);
  if (!given.length) return { fault: "enter at least one identifier", better: "" };
  const unknown = given.filter((id) => !report.bodies.has(id));
  if (!unknown.length) return null;
  const first = unknown[0] ?? "";
  const parts = value.split(/[;,/\n]| and /).map((part) => part.trim()).filter(Boolean);
  const guessed = parts.map((part) => guess(report, part));
  const better = guessed.every(Boolean) ? [...new Set(guessed)].join("; ") : "";
  const isJoined = parts.length > given.length;
  const fault = isJoined
    ? `“${first}” is no identifier: join several with “; ”`
    : `no body has the identifier “${first}”`;
  return { fault, better };
}

/** The body that is meant by a word: its identifier in other letters, or its name. */
function guess(report: Report, part: string): string {
  const wanted = letters(part);
  for (const [id, name] of report.bodies) {
    if (letters(id) === wanted || letters(name) === wanted) return id;
  }
  return "";
}

function letters(text: string): string {
  return text.toLocaleLowerCase("en").replace(/[^\p{L}\p{N}]/gu, "");
}

/** Bodies that a reader may mean by what is typed, best first. */
export function suggestions(report: Report, typed: string, taken: string[]): [string, string][] {
  const wanted = letters(typed);
  const ranked: [number, string, string][] = [];
  for (const [id, name] of report.bodies) {
    if (taken.includes(id)) continue;
    const key = letters(id);
    const rank = key.startsWith(wanted) ? 0 : key.includes(wanted) ? 1 : letters(name).includes(wanted) ? 2 : 9;
    if (rank < 9) ranked.push([rank, id, name]);
  }
  ranked.sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]));
  return ranked.map(([, id, name]) => [id, name]);
}
