/** Find rows by words. The texts are indexed once each, as many rows share one. */

import type { Plan, Row } from "../data";
import { fold } from "../data";
import { Postings } from "./postings";
import { parse, type Atom, type Clause } from "./query";
import { sequences, Words } from "./words";

/** Columns that are searched, and how much a hit in each counts. */
const WEIGHTS: Record<string, number> = {
  ref: 6, activity: 3, expected_output: 2.5, focus: 2, area: 1.2, section: 0.8, lead_bodies: 2,
  lead_bodies_printed: 1, relevant_bodies: 0.8, relevant_bodies_printed: 0.5,
};
/** Hits by a body that the row names in another form. */
const BODY_WEIGHT = 1;
/** Milliseconds of indexing after which the page answers first. */
const SLICE = 8;
/** Texts between two looks at the clock. */
const CHUNK = 200;
/** Shorter words of a name, like "of", are not needed to find it. */
const LONG_WORD = 4;
/** A word that is nowhere is taken for the beginning of one, from this length on. */
const SHORTEST_BEGINNING = 3;

export interface Found {
  /** The score of each row; 0: not found. */
  scores: Float64Array;
  /** How the query was read, where that differs from its words. */
  notes: string[];
  /** Words of the plan that are like a word that is nowhere. */
  suggestions: { word: string; query: string }[];
  /** The places in a text that the query hits. */
  spans: (text: string) => [number, number][];
}

/** What a query hits in texts: stems, and sequences of words or stems. */
interface Hits {
  terms: Set<string>;
  phrases: { words: string[]; by: "word" | "term" }[];
}

export class Search {
  readonly words: Words;
  private readonly index: Postings;
  /** The texts to index, and how many of them are. */
  private readonly texts: number[];
  private indexed = 0;
  /** The rows that hold text t are at `starts[t]` to `starts[t + 1] - 1`, each with its weight. */
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly weights: Float32Array;
  private namedRows: Map<string, number[]> | null = null;
  private readonly byAcronym = new Map<string, string>();
  private last: [query: string, found: Found] | null = null;

  constructor(private readonly plan: Plan) {
    const { texts, language } = plan.packed;
    this.words = new Words(language);
    this.index = new Postings(this.words, texts.length);
    this.starts = new Uint32Array(texts.length + 1);
    this.eachText((text) => (this.starts[text + 1] = (this.starts[text + 1] as number) + 1));
    this.texts = texts.flatMap((_, text) => (this.starts[text + 1] ? [text] : []));
    for (let text = 1; text <= texts.length; text++) {
      this.starts[text] = (this.starts[text] as number) + (this.starts[text - 1] as number);
    }
    const next = this.starts.slice();
    this.rows = new Uint32Array(this.starts.at(-1) ?? 0);
    this.weights = new Float32Array(this.rows.length);
    this.eachText((text, row, weight) => {
      const at = next[text] as number;
      this.rows[at] = row;
      this.weights[at] = weight;
      next[text] = at + 1;
    });
    for (const body of plan.bodies.values()) {
      if (body.acronym) this.byAcronym.set(this.key(body.acronym), body.id);
    }
  }

  /** Index in pauses, so that the page answers meanwhile; then call `ready`. */
  prepare(ready: () => void): void {
    const stop = performance.now() + SLICE;
    while (this.indexed < this.texts.length && performance.now() < stop) this.indexNext(CHUNK);
    if (this.indexed < this.texts.length) return void setTimeout(() => this.prepare(ready));
    const rest = [() => this.index.textsOfTerms(), () => this.rowsOfBodies(), () => this.index.spellings()];
    for (const each of [...rest, ready]) setTimeout(each);
  }

  find(query: string): Found | null {
    const clauses = parse(query);
    if (!clauses.length) return null;
    if (this.last?.[0] === query) return this.last[1];
    this.indexNext(this.texts.length);
    const hits: Hits = { terms: new Set(), phrases: [] };
    const result: Found = {
      scores: new Float64Array(this.plan.rows.length).fill(1), notes: [], suggestions: [],
      spans: (text) => this.spans(text, hits),
    };
    for (const clause of this.withNames(clauses)) {
      const scores = new Float64Array(this.plan.rows.length);
      const ignored: Hits = { terms: new Set(), phrases: [] };
      for (const atom of clause.atoms) {
        this.atom(atom, scores, clause.isNegated ? ignored : hits, result, query);
      }
      for (let row = 0; row < scores.length; row++) {
        const [own, score] = [scores[row] as number, result.scores[row] as number];
        if (clause.isNegated ? own > 0 : own === 0) result.scores[row] = 0;
        else if (score > 0) result.scores[row] = score + own;
      }
    }
    this.last = [query, result];
    return result;
  }

  private indexNext(count: number): void {
    const stop = Math.min(this.texts.length, this.indexed + count);
    for (; this.indexed < stop; this.indexed++) {
      const text = this.texts[this.indexed] as number;
      this.index.add(text, this.plan.packed.texts[text] ?? "");
    }
  }

  /** Call `each` with each text that is searched, its row, and how much a hit in it counts. */
  private eachText(each: (text: number, row: number, weight: number) => void): void {
    const { columns, rows, numbers, labels } = this.plan.packed;
    columns.forEach((name, column) => {
      const weight = WEIGHTS[name] ?? (name in labels ? 1 : 0);
      if (!weight || numbers.includes(name)) return;
      rows.forEach((values, row) => {
        const text = values[column];
        if (text !== null && text !== undefined) each(text, row, weight);
      });
    });
  }

  private rowsOfBodies(): Map<string, number[]> {
    if (this.namedRows) return this.namedRows;
    this.namedRows = new Map();
    for (const row of this.plan.rows) {
      for (const body of this.plan.bodiesOf(row)) {
        const found = this.namedRows.get(body);
        if (found) found.push(row.index);
        else this.namedRows.set(body, [row.index]);
      }
    }
    return this.namedRows;
  }

  /** Take words that spell out a body's name together, so that its acronym is found, too. */
  private withNames(clauses: Clause[]): Clause[] {
    const isPlain = (at: number): boolean => {
      const clause = clauses[at];
      return clause?.atoms.length === 1 && !clause.isNegated && !clause.atoms[0]?.isPhrase;
    };
    const long = (text: string): string[] => this.words.tokens(text)
      .filter((token) => token.word.length >= LONG_WORD && !token.isJoined).map((t) => t.term);
    const terms = clauses.map((c) => long(c.atoms[0]?.text ?? ""));
    const result: Clause[] = [];
    for (let at = 0; at < clauses.length; at++) {
      let best: [stop: number, id: string] = [at, ""];
      for (const body of this.plan.bodies.values()) {
        const name = long(body.name);
        if (name.length < 2) continue;
        let stop = at;
        const read: string[] = [];
        while (stop < clauses.length && isPlain(stop) && read.length < name.length) {
          read.push(...(terms[stop] ?? []));
          stop += 1;
        }
        if (read.join(" ") === name.join(" ") && stop > best[0]) best = [stop, body.id];
      }
      const clause = clauses[at];
      if (best[1] && terms[at]?.length) {
        const text = clauses.slice(at, best[0]).map((c) => c.atoms[0]?.text).join(" ");
        result.push({ atoms: [{ text, isPhrase: false, body: best[1] }], isNegated: false });
        at = best[0] - 1;
      } else if (clause) result.push(clause);
    }
    return this.withAcronyms(result);
  }

  /** Let the first letters of words stand for them, where names begin so: UN for "united nations". */
  private withAcronyms(clauses: Clause[]): Clause[] {
    const terms = clauses.map(({ atoms: [atom], isNegated }) => {
      const tokens = this.words.tokens(atom?.text ?? "");
      return isNegated || atom?.isPhrase || atom?.body || tokens.length !== 1 ? "" : tokens[0]?.term ?? "";
    });
    if (terms.filter(Boolean).length < 2) return clauses;
    const letters = new Map<number, string>();
    for (const { acronym, name } of this.plan.bodies.values()) {
      const words = this.words.tokens(name).filter((token) => !token.isJoined);
      terms.forEach((_, at) => {
        let length = 0;
        while (length < words.length && words[length]?.term === (terms[at + length] || null)) length += 1;
        const initials = acronym.slice(0, length);
        if (length < 2 || this.spelt(initials, name).length !== length) return;
        if (this.printed(this.words.form(initials)[1]) !== initials) return;
        for (let next = at; next < at + length; next++) letters.set(next, initials);
      });
    }
    return clauses.map((clause, at) => {
      const initials = letters.get(at);
      return initials ? { ...clause, atoms: [...clause.atoms, { text: initials, isPhrase: false }] } : clause;
    });
  }

  private atom(atom: Atom, scores: Float64Array, hits: Hits, found: Found, query: string): void {
    const tokens = this.words.tokens(atom.text).filter((token) => !token.isJoined);
    if (atom.body) return this.bodies([atom.body], scores, hits, found, atom.text);
    if (atom.isPhrase || tokens.length > 1) {
      const words = tokens.map((token) => token.word);
      this.phrase(words, tokens.map((token) => token.term), "word", scores, hits);
      if (!atom.isPhrase) {
        const joined = this.words.tokens(atom.text).find((token) => token.isJoined);
        if (joined && tokens.length === 2) this.term(joined.term, scores, hits);
      }
    } else {
      const token = tokens[0];
      if (token && !this.term(token.term, scores, hits) && !this.known(atom.text).length) {
        this.beginning(token.term, atom.text, scores, hits, found, query);
      }
    }
    if (!atom.isPhrase) this.bodies(this.known(atom.text), scores, hits, found, atom.text);
  }

  /** Add the score of a text to the rows that hold it. */
  private add(text: number, score: number, scores: Float64Array): void {
    const stop = this.starts[text + 1] as number;
    for (let at = this.starts[text] as number; at < stop; at++) {
      const row = this.rows[at] as number;
      scores[row] = (scores[row] as number) + score * (this.weights[at] as number);
    }
  }

  private term(term: string, scores: Float64Array, hits: Hits): boolean {
    hits.terms.add(term);
    return this.index.search(term, (text, score) => this.add(text, score, scores));
  }

  /** A word that is nowhere: words that begin with it; else suggest words like it. */
  private beginning(
    term: string, typed: string, scores: Float64Array, hits: Hits, found: Found, query: string,
  ): void {
    const key = fold(typed);
    const begun = key.length < SHORTEST_BEGINNING ? [] : this.index.completions(key);
    for (const each of begun) this.term(each, scores, hits);
    if (begun.length) {
      found.notes.push(`No row has the word “${typed}”: these have words that begin with it.`);
      return;
    }
    const word = this.printed(this.index.nearest(term));
    if (word) found.suggestions.push({ word, query: query.replace(typed, word) });
  }

  /** A word of the plan that has this term, as it is printed. */
  private printed(term: string | undefined): string {
    let word = "";
    this.index.search(term ?? "", (id) => {
      if (word) return;
      const text = this.plan.packed.texts[id] ?? "";
      const token = this.words.tokens(text).find((each) => each.term === term);
      if (token) word = text.slice(token.start, token.stop);
    });
    return word;
  }

  private phrase(
    words: string[], terms: string[], by: "word" | "term", scores: Float64Array, hits: Hits,
  ): void {
    hits.phrases.push({ words: by === "word" ? words : terms, by });
    const wanted = by === "word" ? words : terms;
    this.index.phrase(wanted, by, (text, score) => this.add(text, score, scores));
  }

  private key(acronym: string): string {
    return fold(acronym).replace(/[^\p{L}\p{N}]/gu, "");
  }

  /**
   * The bodies that a word stands for: that of an acronym; of the first letters of acronyms, those
   * whose names begin with the same words, so that "UN" finds the United Nations' bodies. What is
   * typed in small letters is an acronym where the plan prints it in capitals.
   */
  private known(text: string): string[] {
    const own = this.byAcronym.get(this.key(text));
    if (own) return [own];
    const letters = /^\p{Ll}{2,}$/u.test(text) ? this.printed(this.words.form(text)[1]) : text;
    if (!/^\p{Lu}{2,}$/u.test(letters)) return [];
    return [...this.plan.bodies.values()].filter(({ acronym, name }) =>
      acronym.startsWith(letters) && this.spelt(letters, name).length === letters.length).map((b) => b.id);
  }

  /** The words of a name that an acronym's letters begin. */
  private spelt(letters: string, name: string): string[] {
    const words = this.words.tokens(name).filter((token) => !token.isJoined);
    const found = words.slice(0, letters.length).map((t) => name.slice(t.start, t.stop));
    return found.every((word, at) => word[0] === letters[at]) ? found : [];
  }

  private bodies(
    ids: string[], scores: Float64Array, hits: Hits, found: Found, typed: string,
  ): void {
    const said = new Set<string>();
    for (const id of ids) {
      const body = this.plan.bodies.get(id);
      if (!body) continue;
      const isOwn = this.key(body.acronym) === this.key(typed);
      const isName = /\s/.test(typed);
      const name = isOwn || isName ? body.name : this.spelt(typed.toUpperCase(), body.name).join(" ");
      const tokens = this.words.tokens(name).filter((token) => !token.isJoined);
      this.phrase([], tokens.map((token) => token.term), "term", scores, hits);
      for (const token of this.words.tokens(body.acronym).slice(0, 1)) {
        if (this.words.tokens(body.acronym).length === 1) hits.terms.add(token.term);
      }
      for (const row of this.rowsOfBodies().get(id) ?? []) {
        scores[row] = (scores[row] ?? 0) + BODY_WEIGHT;
      }
      if (!isName) said.add(name);
      if (!isOwn && body.acronym) said.add(body.acronym);
    }
    const note = `“${typed}” also finds ${[...said].join(", ")}.`;
    if (said.size && !found.notes.includes(note)) found.notes.push(note);
  }

  private spans(text: string, hits: Hits): [number, number][] {
    const tokens = this.words.tokens(text);
    const found: [number, number][] = tokens.filter((token) => hits.terms.has(token.term))
      .map(({ start, stop }) => [start, stop]);
    for (const { words, by } of hits.phrases) found.push(...sequences(tokens, words, by));
    return found;
  }
}

/** The rows in the order of their scores, best first; equal ones in printed order. */
export function byScore(rows: Row[], { scores }: Found): Row[] {
  return [...rows].sort((a, b) =>
    (scores[b.index] as number) - (scores[a.index] as number) || a.index - b.index);
}
