/** Read a query: words, "phrases", OR between alternatives, - before what to leave out. */

export interface Atom {
  text: string;
  isPhrase: boolean;
  /** The body whose name the words spell out, if they do. */
  body?: string;
}

/** One of the alternatives must be in a row; or none of them, where it is negated. */
export interface Clause {
  atoms: Atom[];
  isNegated: boolean;
}

export function parse(query: string): Clause[] {
  const clauses: Clause[] = [];
  let joins = false;
  for (const [, sign, phrase, word] of query.matchAll(/([-−])?(?:["“”«»]([^"“”«»]+)["“”«»]?|(\S+))/g)) {
    if (!phrase && !sign && (word === "OR" || word === "|")) {
      joins = clauses.length > 0;
      continue;
    }
    const text = (phrase ?? word ?? "").trim();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const atom = { text, isPhrase: phrase !== undefined };
    const last = clauses.at(-1);
    if (joins && last && !sign) last.atoms.push(atom);
    else clauses.push({ atoms: [atom], isNegated: sign !== undefined });
    joins = false;
  }
  return clauses;
}
