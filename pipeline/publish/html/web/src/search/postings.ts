/**
 * Which texts hold a word. Words are numbers in typed arrays, so that 20,000 rows are indexed in
 * about a fifth of a second, and a word that is in thousands of texts is found at once. MiniSearch
 * finds the word that is spelt most like one that is nowhere.
 */

import MiniSearch from "minisearch";
import { Numbers, WordTable } from "./numbers";
import type { Words } from "./words";

/** BM25: how fast repeated words count less, and how much long texts count less. */
const SATURATION = 1.2;
const LENGTH = 0.7;
/** Share of a word's letters that may differ in one that is suggested. */
const FUZZY = 0.25;

/** The texts of each term: those of term t are at `starts[t]` to `starts[t + 1] - 1`. */
interface TextsOfTerms {
  starts: Uint32Array;
  texts: Uint32Array;
  times: Uint32Array;
}

export class Postings {
  /** The numbers of the words in all the ways in which they are printed. */
  private readonly known = new WordTable();
  private readonly wordIds = new Map<string, number>();
  private readonly termIds = new Map<string, number>();
  /** The words, folded, by their numbers. */
  private readonly spelt: string[] = [];
  private readonly terms: string[] = [];
  private readonly termOf = new Numbers();
  /** The words of the texts one after another; after those of a text, its joined compounds. */
  private readonly sequence = new Numbers();
  private readonly added = new Numbers();
  private readonly from: Uint32Array;
  private readonly joinedFrom: Uint32Array;
  private readonly to: Uint32Array;
  /** For each term, its texts; and the last of them, to count each text once. */
  private readonly counts = new Numbers();
  private readonly lastText = new Numbers();
  private length = 0;
  private index: TextsOfTerms | null = null;
  private vocabulary: MiniSearch<{ id: number; term: string; word: string }> | null = null;

  /** Texts have numbers below `count`. */
  constructor(private readonly words: Words, count: number) {
    this.from = new Uint32Array(count);
    this.joinedFrom = new Uint32Array(count);
    this.to = new Uint32Array(count);
  }

  /** Add a text, once. */
  add(id: number, text: string): void {
    const { sequence } = this;
    const { starts, stops, compounds, hashes } = this.words;
    const joined: string[] = [];
    this.from[id] = sequence.length;
    const count = this.words.scan(text);
    for (let at = 0; at < count; at++) {
      const [start, stop, compound] = [starts.at(at), stops.at(at), compounds.at(at)];
      const hash = hashes.at(at);
      this.put(id, this.known.find(text, start, stop, hash) ?? this.learn(text, start, stop, hash));
      if (compound !== start) joined.push(this.words.joined(text.slice(compound, stop)));
    }
    this.joinedFrom[id] = sequence.length;
    this.length += sequence.length - (this.from[id] as number);
    for (const word of joined) this.put(id, this.word(word));
    this.to[id] = sequence.length;
    this.added.push(id);
    this.index = null;
  }

  /** Call `each` with the texts of a term and their scores; tell whether there are any. */
  search(term: string, each: (text: number, score: number) => void): boolean {
    const termId = this.termIds.get(term);
    if (termId === undefined) return false;
    const { starts, texts, times } = this.textsOfTerms();
    const [start, stop] = [starts[termId] as number, starts[termId + 1] as number];
    const all = this.added.length;
    const rarity = Math.log(1 + (all - (stop - start) + 0.5) / (stop - start + 0.5));
    const usual = this.length / all || 1;
    for (let at = start; at < stop; at++) {
      const text = texts[at] as number;
      const count = times[at] as number;
      const size = (this.joinedFrom[text] as number) - (this.from[text] as number);
      each(text, (rarity * count * (SATURATION + 1)) /
        (count + SATURATION * (1 - LENGTH + (LENGTH * size) / usual)));
    }
    return stop > start;
  }

  /** Call `each` with the texts in which words follow one another, as they are or by their terms. */
  phrase(wanted: string[], by: "word" | "term", each: (text: number, score: number) => void): void {
    const ids = wanted.map((text) => (by === "word" ? this.wordIds : this.termIds).get(text) ?? -1);
    if (!ids.length || ids.includes(-1)) return;
    const { starts } = this.textsOfTerms();
    const texts = (term: number): number => (starts[term + 1] as number) - (starts[term] as number);
    const rarest = ids.map((id) => (by === "word" ? this.termOf.at(id) : id))
      .reduce((a, b) => (texts(a) <= texts(b) ? a : b));
    this.search(this.terms[rarest] ?? "", (text, score) => {
      if (this.holds(text, ids, by)) each(text, score * ids.length);
    });
  }

  /** The terms of the words that begin so. */
  completions(beginning: string): string[] {
    const found = new Set<string>();
    this.spelt.forEach((word, id) => {
      const term = this.terms[this.termOf.at(id)] as string;
      if (word.startsWith(beginning) || term.startsWith(beginning)) found.add(term);
    });
    return [...found];
  }

  /** The term that is spelt most like one that is nowhere. */
  nearest(term: string): string | undefined {
    const found = this.spellings().search(term, { fuzzy: FUZZY })
      .find(({ id }) => this.spelt[Number(id)]?.[0] === term[0]); // few mistype the first letter
    return found && this.terms[this.termOf.at(Number(found.id))];
  }

  /** Index what was added; done at the first search, if not before. */
  textsOfTerms(): TextsOfTerms {
    return (this.index ??= this.sorted());
  }

  /** The words to suggest; made when first asked for, if not before. Nobody mistypes a number so. */
  spellings(): MiniSearch<{ id: number; term: string; word: string }> {
    if (this.vocabulary) return this.vocabulary;
    this.vocabulary = new MiniSearch({
      fields: ["term", "word"], tokenize: (text) => [text], processTerm: (term) => term,
    });
    this.vocabulary.addAll(this.spelt.flatMap((word, id) =>
      /\d/.test(word) ? [] : [{ id, term: this.terms[this.termOf.at(id)] as string, word }]));
    return this.vocabulary;
  }

  private put(text: number, word: number): void {
    this.sequence.push(word);
    const term = this.termOf.at(word);
    if (this.lastText.at(term) === text + 1) return;
    this.lastText.set(term, text + 1);
    this.counts.set(term, this.counts.at(term) + 1);
  }

  /** Sort the words of all texts by their terms. */
  private sorted(): TextsOfTerms {
    const starts = new Uint32Array(this.terms.length + 1);
    this.terms.forEach((_, term) => (starts[term + 1] = (starts[term] as number) + this.counts.at(term)));
    const next = starts.slice();
    const texts = new Uint32Array(starts.at(-1) ?? 0);
    const times = new Uint32Array(texts.length);
    for (let order = 0; order < this.added.length; order++) {
      const text = this.added.at(order);
      for (let at = this.from[text] as number; at < (this.to[text] as number); at++) {
        const term = this.termOf.at(this.sequence.at(at));
        let place = next[term] as number;
        if (place > (starts[term] as number) && texts[place - 1] === text) place -= 1;
        else next[term] = place + 1;
        texts[place] = text;
        times[place] = (times[place] as number) + 1;
      }
    }
    return { starts, texts, times };
  }

  private holds(text: number, ids: number[], by: "word" | "term"): boolean {
    const stop = (this.joinedFrom[text] as number) - ids.length;
    for (let start = this.from[text] as number; start <= stop; start++) {
      let at = 0;
      while (at < ids.length) {
        const word = this.sequence.at(start + at);
        if ((by === "word" ? word : this.termOf.at(word)) !== ids[at]) break;
        at += 1;
      }
      if (at === ids.length) return true;
    }
    return false;
  }

  private learn(text: string, start: number, stop: number, hash: number): number {
    const raw = text.slice(start, stop);
    const id = this.word(raw);
    this.known.add(raw, hash, id);
    return id;
  }

  /** The number of a word; a new word is added. */
  private word(raw: string): number {
    const [word, term] = this.words.form(raw);
    const known = this.wordIds.get(word);
    if (known !== undefined) return known;
    const id = this.spelt.length;
    this.wordIds.set(word, id);
    this.spelt.push(word);
    this.termOf.push(this.term(term));
    return id;
  }

  private term(term: string): number {
    const known = this.termIds.get(term);
    if (known !== undefined) return known;
    this.termIds.set(term, this.terms.length);
    this.counts.push(0);
    this.lastText.push(0);
    return this.terms.push(term) - 1;
  }
}
