/** Mark the search terms in a text and turn its references into links. */

import { h, type Child } from "./dom";
import { fold, type Plan, type Reference } from "./data";
import { link, pageOf, rowsWith } from "./state";
import { term } from "./tip";

/** What to mark: words, wherever they are; or a function that finds the places. */
export type Wanted = string[] | ((text: string) => [start: number, stop: number][]);

/** Mark words in a text. */
export function marked(text: string, wanted: Wanted): Child[] {
  const places = typeof wanted === "function" ? wanted(text) : placesOf(text, wanted);
  if (!places.length) return [text];
  const parts: Child[] = [];
  let at = 0;
  for (const [start, stop] of [...places].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (stop <= at) continue;
    const from = Math.max(at, start);
    if (from > at) parts.push(text.slice(at, from));
    parts.push(h("mark", {}, text.slice(from, stop)));
    at = stop;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function placesOf(text: string, words: string[]): [number, number][] {
  if (!words.length) return [];
  // Positions are lost where folding changes the length of a letter: then nothing is marked.
  const folded = text.split("").map((letter) => fold(letter) || letter);
  if (folded.some((letter) => letter.length !== 1)) return [];
  const line = folded.join("");
  return words.flatMap((word) => {
    const found: [number, number][] = [];
    for (let at = line.indexOf(word); word && at >= 0; at = line.indexOf(word, at + word.length)) {
      found.push([at, at + word.length]);
    }
    return found;
  });
}

interface Piece {
  start: number;
  stop: number;
  make: (text: string) => Child;
}

/** A text whose references are links to their targets, and whose acronyms are explained. */
export function linked(plan: Plan, text: string, record: string, wanted: Wanted): Child[] {
  const references = (plan.referencesFrom.get(record) ?? [])
    .flatMap((r) => piece(plan, text, r) ?? []);
  const pieces = [...references, ...acronyms(plan, text)];
  pieces.sort((a, b) => a.start - b.start || b.stop - a.stop);
  const hits = typeof wanted === "function" ? wanted(text) : placesOf(text, wanted);
  const within = (start: number, stop: number): Child[] => marked(text.slice(start, stop),
    () => hits.filter(([from, to]) => from < stop && to > start)
      .map(([from, to]) => [Math.max(0, from - start), Math.min(stop, to) - start]));
  const parts: Child[] = [];
  let at = 0;
  for (const { start, stop, make } of pieces) {
    if (start < at) continue;
    parts.push(...within(at, start), make(text.slice(start, stop)));
    at = stop;
  }
  parts.push(...within(at, text.length));
  return parts;
}

/** The acronyms of bodies in a text. */
function acronyms(plan: Plan, text: string): Piece[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}-]+/gu)].flatMap((match) => {
    const body = plan.bodies.get(match[0]);
    if (!body || body.acronym !== match[0]) return [];
    const make = (): Child => term(plan, body.id);
    return [{ start: match.index, stop: match.index + match[0].length, make }];
  });
}

/** The position of a reference in the text; only of its target's number if that is printed. */
function piece(plan: Plan, text: string, reference: Reference): Piece | null {
  const { printed, target } = reference;
  const make = (words: string): Child => anchor(plan, reference, words);
  let start = reference.start;
  if (text.slice(start, reference.stop) !== printed) start = text.indexOf(printed);
  if (start < 0 || !printed) return null;
  const name = target ? plan.name(target) : "";
  const number = name ? printed.indexOf(name) : -1;
  if (number >= 0) return { start: start + number, stop: start + number + name.length, make };
  return { start, stop: start + printed.length, make };
}

/** A link to the target of a reference; plain text where the target was not found. */
export function anchor(plan: Plan, reference: Reference, text: string): Child {
  const { kind, target } = reference;
  if (!target) return h("span", { class: "lost", title: reference.status }, text);
  const href =
    kind === "area" ? pageOf("areas", target)
    : kind === "section" ? rowsWith({ section: [target] })
    : kind === "row" ? link({ ref: plan.find(target)?.ref ?? target })
    : rowsWith({ cites: [target] });
  const title =
    kind === "area" ? (plan.areas.get(target)?.title ?? target)
    : (plan.packed.instruments[target] ?? target);
  return h("a", { href, title }, text);
}
