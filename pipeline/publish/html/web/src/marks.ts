/** Mark the search terms in a text and turn its references into links. */

import { h, type Child } from "./dom";
import { fold, type Plan, type Reference } from "./data";
import { link } from "./state";

/** Mark the terms in a text. */
export function marked(text: string, wanted: string[]): Child[] {
  if (!wanted.length) return [text];
  // Positions are lost where folding changes the length of a letter: then nothing is marked.
  const folded = [...text].map((letter) => fold(letter) || letter);
  if (folded.some((letter) => letter.length !== 1)) return [text];
  const letters = [...text];
  const line = folded.join("");
  const isHit = new Array<boolean>(letters.length).fill(false);
  for (const term of wanted) {
    for (let at = line.indexOf(term); at >= 0; at = line.indexOf(term, at + term.length)) {
      isHit.fill(true, at, at + term.length);
    }
  }
  const parts: Child[] = [];
  for (let start = 0, stop = 0; start < letters.length; start = stop) {
    while (stop < letters.length && isHit[stop] === isHit[start]) stop += 1;
    const part = letters.slice(start, stop).join("");
    parts.push(isHit[start] ? h("mark", {}, part) : part);
  }
  return parts;
}

interface Piece {
  start: number;
  stop: number;
  reference: Reference;
}

/** A text whose references are links to their targets. */
export function linked(plan: Plan, text: string, record: string, wanted: string[]): Child[] {
  const pieces = (plan.referencesFrom.get(record) ?? []).flatMap((r) => piece(plan, text, r) ?? []);
  pieces.sort((a, b) => a.start - b.start);
  const parts: Child[] = [];
  let at = 0;
  for (const { start, stop, reference } of pieces) {
    if (start < at) continue;
    parts.push(...marked(text.slice(at, start), wanted));
    parts.push(anchor(plan, reference, text.slice(start, stop)));
    at = stop;
  }
  parts.push(...marked(text.slice(at), wanted));
  return parts;
}

/** The position of a reference in the text; only of its target's number if that is printed. */
function piece(plan: Plan, text: string, reference: Reference): Piece | null {
  const { printed, target } = reference;
  let start = reference.start;
  if (text.slice(start, reference.stop) !== printed) start = text.indexOf(printed);
  if (start < 0 || !printed) return null;
  const name = target ? plan.name(target) : "";
  const number = name ? printed.indexOf(name) : -1;
  if (number >= 0) {
    return { start: start + number, stop: start + number + name.length, reference };
  }
  return { start, stop: start + printed.length, reference };
}

/** A link to the target of a reference; plain text where the target was not found. */
export function anchor(plan: Plan, reference: Reference, text: string): Child {
  const { kind, target } = reference;
  if (!target) return h("span", { class: "lost", title: reference.status }, text);
  const clear = { view: "", row: "", q: "", section: "", area: "", body: "", type: "", group: "",
    issue: "", cites: "" };
  const href =
    kind === "area" ? link({ ...clear, area: target })
    : kind === "section" ? link({ ...clear, section: target })
    : kind === "row" ? link({ row: target })
    : link({ ...clear, cites: target });
  const title =
    kind === "area" ? (plan.areas.get(target)?.title ?? target)
    : (plan.packed.instruments[target] ?? target);
  return h("a", { href, title }, text);
}
