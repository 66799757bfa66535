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

const WORD = /[\p{L}\p{N}\p{M}]+(?:[.'’][\p{L}\p{N}\p{M}]+)*/gu;
/** Scripts that do not part their words by spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

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

  constructor(language: string) {
    const base = language.split("-")[0] ?? "";
    this.isEnglish = base === "en";
    this.stem = STEMMERS[base] ?? ((word) => word);
    this.segmenter = "Segmenter" in Intl ? new Intl.Segmenter(language, { granularity: "word" }) : null;
  }

  tokens(text: string): Token[] {
    const found: Token[] = [];
    for (const match of text.matchAll(WORD)) {
      for (const [part, at] of this.parts(match[0])) {
        const start = match.index + at;
        const [word, term] = this.form(part);
        const last = found.at(-1);
        found.push({ term, word, start, stop: start + part.length, isJoined: false });
        if (last && start === last.stop + 1 && /[-‐‑]/.test(text[last.stop] ?? "")) {
          const [joined, stem] = this.form(text.slice(last.start, last.stop) + part);
          found.push({ term: stem, word: joined, start: last.start, stop: start + part.length,
            isJoined: true });
        }
      }
    }
    return found;
  }

  private parts(word: string): [string, number][] {
    if (!this.segmenter || !UNSPACED.test(word)) return [[word, 0]];
    return [...this.segmenter.segment(word)].map(({ segment, index }) => [segment, index]);
  }

  /** A word as phrases compare it, and its stem. */
  private form(raw: string): [word: string, term: string] {
    const known = this.known.get(raw);
    if (known) return known;
    let word = fold(raw).replace(/[ßæœøđłıðþ]/g, (letter) => PLAIN[letter] ?? letter);
    word = word.replace(/['’]s$/, "").replace(/^(?:\p{L}\.)+\p{L}$/u, (all) => all.replaceAll(".", ""));
    if (this.isEnglish) for (const [from, to] of SPELLINGS) word = word.replace(from, to);
    const term = /\d/.test(word) || word.length < 3 ? word : this.stem(word) || word;
    this.known.set(raw, [word, term]);
    return [word, term];
  }
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
