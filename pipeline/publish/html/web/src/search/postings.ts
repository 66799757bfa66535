/**
 * Which texts hold a word. MiniSearch holds the vocabulary, to complete a word and to find one
 * that is spelt like it; the texts of each word are plain arrays, as a frequent word is in
 * thousands of texts and a search has to answer within a tenth of a second.
 */

import MiniSearch from "minisearch";
import type { Words } from "./words";

/** BM25: how fast repeated words count less, and how much long texts count less. */
const SATURATION = 1.2;
const LENGTH = 0.7;
/** Share of a word's letters that may differ in one that is suggested. */
const FUZZY = 0.25;

interface Text {
  id: number;
  text: string;
}

export class Postings {
  private readonly wordIds = new Map<string, number>();
  private readonly termIds = new Map<string, number>();
  private readonly terms: string[] = [];
  private readonly termOf: number[] = [];
  private readonly texts: number[][] = [];
  private readonly times: number[][] = [];
  private readonly sequences = new Map<number, Uint32Array>();
  private readonly vocabulary = new MiniSearch<{ id: number; term: string; word: string }>({
    fields: ["term", "word"], tokenize: (text) => [text], processTerm: (term) => term,
  });
  private readonly vocabularyOf: [term: string, word: string][] = [];
  private length = 0;

  constructor(private readonly words: Words) {}

  add({ id, text }: Text): void {
    const sequence: number[] = [];
    for (const { word, term, isJoined } of this.words.tokens(text)) {
      const termId = this.termId(term, word);
      if (!isJoined) sequence.push(this.wordId(word, termId));
      const texts = this.texts[termId] as number[];
      const times = this.times[termId] as number[];
      if (texts.at(-1) === id) times[times.length - 1] = (times.at(-1) ?? 0) + 1;
      else {
        texts.push(id);
        times.push(1);
      }
    }
    this.length += sequence.length;
    this.sequences.set(id, Uint32Array.from(sequence));
  }

  /** Call `each` with the texts of a term and their scores; tell whether there are any. */
  search(term: string, each: (text: number, score: number) => void): boolean {
    const termId = this.termIds.get(term);
    if (termId === undefined) return false;
    const texts = this.texts[termId] as number[];
    const times = this.times[termId] as number[];
    const all = this.sequences.size;
    const rarity = Math.log(1 + (all - texts.length + 0.5) / (texts.length + 0.5));
    const usual = this.length / all || 1;
    for (let at = 0; at < texts.length; at++) {
      const text = texts[at] as number;
      const count = times[at] as number;
      const size = this.sequences.get(text)?.length ?? usual;
      each(text, (rarity * count * (SATURATION + 1)) /
        (count + SATURATION * (1 - LENGTH + (LENGTH * size) / usual)));
    }
    return texts.length > 0;
  }

  /** Call `each` with the texts in which words follow one another, as they are or by their terms. */
  phrase(wanted: string[], by: "word" | "term", each: (text: number, score: number) => void): void {
    const ids = wanted.map((text) => (by === "word" ? this.wordIds : this.termIds).get(text) ?? -1);
    if (!ids.length || ids.includes(-1)) return;
    const rarest = ids.map((id) => (by === "word" ? (this.termOf[id] as number) : id))
      .reduce((a, b) => ((this.texts[a]?.length ?? 0) <= (this.texts[b]?.length ?? 0) ? a : b));
    this.search(this.terms[rarest] ?? "", (text, score) => {
      if (this.holds(this.sequences.get(text), ids, by)) each(text, score * ids.length);
    });
  }

  /** The terms of the words that begin so. */
  completions(beginning: string): string[] {
    return this.like(beginning, { prefix: true })
      .filter(([term, word]) => word.startsWith(beginning) || term.startsWith(beginning))
      .map(([term]) => term);
  }

  /** The term that is spelt most like one that is nowhere. */
  nearest(term: string): string | undefined {
    return this.like(term, { fuzzy: FUZZY })[0]?.[0];
  }

  private like(text: string, options: { prefix?: boolean; fuzzy?: number }): [term: string, word: string][] {
    return this.vocabulary.search(text, options).flatMap(({ id }) => {
      const found = this.vocabularyOf[Number(id)];
      return found ? [found] : [];
    });
  }

  private holds(sequence: Uint32Array | undefined, ids: number[], by: "word" | "term"): boolean {
    if (!sequence) return false;
    for (let start = 0; start + ids.length <= sequence.length; start++) {
      let at = 0;
      while (at < ids.length) {
        const word = sequence[start + at] as number;
        if ((by === "word" ? word : this.termOf[word]) !== ids[at]) break;
        at += 1;
      }
      if (at === ids.length) return true;
    }
    return false;
  }

  private termId(term: string, word: string): number {
    const known = this.termIds.get(term);
    if (known !== undefined) return known;
    const id = this.terms.length;
    this.termIds.set(term, id);
    this.terms.push(term);
    this.texts.push([]);
    this.times.push([]);
    this.vocabulary.add({ id, term, word });
    this.vocabularyOf.push([term, word]);
    return id;
  }

  private wordId(word: string, termId: number): number {
    const known = this.wordIds.get(word);
    if (known !== undefined) return known;
    const id = this.termOf.length;
    this.wordIds.set(word, id);
    this.termOf.push(termId);
    return id;
  }
}
