/** Read a query: words, "phrases", OR between alternatives, - or NOT before what to leave out. */

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

/** Between words and phrases; a comma or a slash between two words parts them as a space does. */
const PARTS = /([-−])?(?:["“”«»]([^"“”«»]+)["“”«»]?|((?:[^\s,;/]|(?<=\d)[,;/](?=\d))+))/g;

export function parse(query: string): Clause[] {
  const clauses: Clause[] = [];
  let joins = false;
  let negates = false;
  for (const [, mark, phrase, word] of query.matchAll(PARTS)) {
    if (!phrase && !mark && (word === "OR" || word === "|")) {
      joins = clauses.length > 0;
      continue;
    }
    if (!phrase && !mark && (word === "AND" || word === "NOT")) {
      negates = word === "NOT";
      continue;
    }
    const text = (phrase ?? word ?? "").trim();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const sign = mark !== undefined || negates;
    negates = false;
    const atom = { text, isPhrase: phrase !== undefined };
    const last = clauses.at(-1);
    if (joins && last && !sign) last.atoms.push(atom);
    else clauses.push({ atoms: [atom], isNegated: sign });
    joins = false;
  }
  return clauses;
}
