/** Words of a text, in the form in which they are searched: folded, respelt and stemmed. */

import { stemmer as danish } from "@orama/stemmers/danish";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as indonesian } from "@orama/stemmers/indonesian";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as norwegian } from "@orama/stemmers/norwegian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as swedish } from "@orama/stemmers/swedish";
import { fold } from "../data";
import { Numbers } from "./numbers";

const STEMMERS: Record<string, (word: string) => string> = {
  da: danish, de: german, en: english, es: spanish, fr: french, id: indonesian, it: italian,
  nl: dutch, no: norwegian, nb: norwegian, pt: portuguese, ru: russian, sv: swedish,
};

/** Letters that no decomposition turns into a plain one. */
const PLAIN: Record<string, string> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ð: "d", þ: "th",
};

/** English endings that are spelt in two ways, and the one to search by. */
const SPELLINGS: [RegExp, string][] = [
  [/is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1"],
  [/ys(e|ed|es|er|ers|ing)$/, "yz$1"],
  [/(\w{3})our(s|ed|ing|al|able|ful)?$/, "$1or$2"],
  [/(\w{2})ence(s|less)?$/, "$1ense$2"],
  [/(\w{2})tre(s)?$/, "$1ter$2"],
  [/ogramme(s)?$/, "ogram$1"],
  [/ll(ed|ing|er|ers)$/, "l$1"],
];

/** What a character is to a word; the last two are parts of one. */
const OUTSIDE = 1;
const HYPHEN = 2;
/** Joins two parts of one word, like the full stops of "U.N.". */
const INNER = 3;
const INSIDE = 4;
/** Inside of a word, in a script that does not part its words by spaces. */
const UNSPACED = 5;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED_WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const HYPHENS = /[-‐‑]/;
/** What each character is, once it was met; a table is faster than an expression for each word. */
const KINDS = new Uint8Array(0x10000);

export interface Token {
  /** The stem. */
  term: string;
  /** The word itself, folded and respelt; phrases are compared by it. */
  word: string;
  start: number;
  stop: number;
  /** Whether it joins the words of a compound with hyphens. */
  isJoined: boolean;
}

export class Words {
  private readonly stem: (word: string) => string;
  private readonly isEnglish: boolean;
  private readonly known = new Map<string, [word: string, term: string]>();
  private readonly segmenter: Intl.Segmenter | null;
  readonly starts = new Numbers();
  readonly stops = new Numbers();
  readonly compounds = new Numbers();
  readonly hashes = new Numbers();

  constructor(language: string) {
    const base = language.split("-")[0] ?? "";
    this.isEnglish = base === "en";
    this.stem = STEMMERS[base] ?? ((word) => word);
    this.segmenter = "Segmenter" in Intl ? new Intl.Segmenter(language, { granularity: "word" }) : null;
  }

  tokens(text: string): Token[] {
    const found: Token[] = [];
    const count = this.scan(text);
    for (let at = 0; at < count; at++) {
      const [start, stop, compound] = [this.starts.at(at), this.stops.at(at), this.compounds.at(at)];
      const [word, term] = this.form(text.slice(start, stop));
      found.push({ term, word, start, stop, isJoined: false });
      if (compound === start) continue;
      const [joined, stem] = this.form(this.joined(text.slice(compound, stop)));
      found.push({ term: stem, word: joined, start: compound, stop, isJoined: true });
    }
    return found;
  }

  /**
   * Find the words of a text; return their number. `starts`, `stops`, `compounds` and `hashes` tell
   * of them until the next text: the first and last character of each, the first character of the
   * compound with hyphens that it ends, and a number that the same words share.
   */
  scan(text: string): number {
    this.starts.length = this.stops.length = this.compounds.length = this.hashes.length = 0;
    const length = text.length;
    for (let at = 0; at < length;) {
      let kind = kindAt(text, at);
      if (kind < INSIDE) {
        at += 1;
        continue;
      }
      const start = at;
      let hash = 0;
      let isUnspaced = false;
      while (kind >= INSIDE || (kind === INNER && at + 1 < length && kindAt(text, at + 1) >= INSIDE)) {
        if (kind === UNSPACED) isUnspaced = true;
        hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
        at += 1;
        if (at === length) break;
        kind = kindAt(text, at);
      }
      if (!isUnspaced || !this.segmenter) this.found(text, start, at, hash);
      else this.segments(text, start, at, this.segmenter);
    }
    return this.starts.length;
  }

  private segments(text: string, from: number, to: number, segmenter: Intl.Segmenter): void {
    for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
      let hash = 0;
      for (let at = 0; at < segment.length; at++) {
        hash = (Math.imul(hash, 31) + segment.charCodeAt(at)) | 0;
      }
      this.found(text, from + index, from + index + segment.length, hash);
    }
  }

  private found(text: string, start: number, stop: number, hash: number): void {
    const last = this.stops.length - 1;
    const follows = last >= 0 && this.stops.at(last) === start - 1 && kindAt(text, start - 1) === HYPHEN;
    this.compounds.push(follows ? this.compounds.at(last) : start);
    this.starts.push(start);
    this.stops.push(stop);
    this.hashes.push(hash);
  }

  /** A compound without its hyphens, as many write it. */
  joined(compound: string): string {
    return compound.replace(/[-‐‑]/g, "");
  }

  /** A word as phrases compare it, and its stem. */
  form(raw: string): [word: string, term: string] {
    const known = this.known.get(raw);
    if (known) return known;
    const word = this.respelt(raw);
    const form: [string, string] = [word, this.stemmed(word)];
    this.known.set(raw, form);
    return form;
  }

  private stemmed(word: string): string {
    return word.length < 3 || /\d/.test(word) ? word : this.stem(word) || word;
  }

  /** A word folded, and spelt in one way; most words of a large plan need the first line alone. */
  private respelt(raw: string): string {
    let word = raw.toLowerCase();
    if (/[^a-z0-9]/.test(word)) {
      word = fold(raw).replace(/[ßæœøđłıðþ]/g, (letter) => PLAIN[letter] ?? letter).replace(/['’]s$/, "")
        .replace(/^(?:\p{L}\.)+\p{L}$/u, (all) => all.replaceAll(".", ""));
    }
    if (!this.isEnglish || /\d/.test(word)) return word;
    for (const [from, to] of SPELLINGS) word = word.replace(from, to);
    return word;
  }
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return KINDS[unit] || learn(text, at, unit);
}

/** Look a character up; both halves of one beyond the first plane are what the whole is. */
function learn(text: string, at: number, unit: number): number {
  if (unit < 0xd800 || unit >= 0xe000) return (KINDS[unit] = kindOf(text[at] ?? ""));
  const first = unit >= 0xdc00 && at > 0 ? at - 1 : at;
  return kindOf(String.fromCodePoint(text.codePointAt(first) ?? 0));
}

function kindOf(character: string): number {
  if (WORD.test(character)) return UNSPACED_WORD.test(character) ? UNSPACED : INSIDE;
  if (/[.'’]/.test(character)) return INNER;
  return HYPHENS.test(character) ? HYPHEN : OUTSIDE;
}

/** Where words follow one another in a text, each as its first and last character. */
export function sequences(
  tokens: Token[], wanted: string[], by: "word" | "term",
): [number, number][] {
  const plain = tokens.filter((token) => !token.isJoined);
  const found: [number, number][] = [];
  for (let at = 0; at + wanted.length <= plain.length; at++) {
    if (wanted.every((word, index) => plain[at + index]?.[by] === word)) {
      found.push([plain[at]?.start ?? 0, plain[at + wanted.length - 1]?.stop ?? 0]);
    }
  }
  return found;
}
