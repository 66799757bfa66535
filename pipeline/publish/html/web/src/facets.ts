/** Filters of several values each, and how many rows each value would leave. */

import { bodyOf, natural, openIssues, UNKNOWN, words, type Plan, type Row } from "./data";
import type { Found } from "./search/search";
import { FACETS, type Facet, type State } from "./state";

/** Choice of the filter by lead: rows for which no lead body is printed. */
export const NO_LEAD = "-";
/** Choices of the filter by issue, besides rules and severities. */
export const DECIDED = "-decided";
export const CORRECTED = "-corrected";
const ANY = "-open";

const TITLES: Record<Facet, string> = {
  lead: "Lead body", relevant: "Relevant body", body: "Body, in any role", area: "Priority area",
  section: "Section", group: "Target group", type: "Type of activity", output: "Kind of output",
  cites: "Refers to", page: "Page", issue: "Issues",
};

export class Choices {
  readonly title: string;
  readonly values: string[];
  /** The values of row r are `codes[offsets[r]]` to `codes[offsets[r + 1] - 1]`. */
  readonly offsets: Uint32Array;
  readonly codes: Uint32Array;
  readonly labels: string[];
  readonly codeOf: Map<string, number>;

  constructor(
    readonly key: Facet, rows: Row[], of: (row: Row) => string[],
    label: (value: string) => string, order: (a: string, b: string) => number,
  ) {
    this.title = TITLES[key];
    const seen = new Map<string, number>();
    const codes: number[] = [];
    this.offsets = new Uint32Array(rows.length + 1);
    rows.forEach((row, at) => {
      const start = this.offsets[at] as number;
      for (const value of of(row)) {
        let code = seen.get(value);
        if (code === undefined) seen.set(value, (code = seen.size));
        if (codes.indexOf(code, start) < 0) codes.push(code);
      }
      this.offsets[at + 1] = codes.length;
    });
    this.values = [...seen.keys()].sort(order);
    this.codeOf = new Map(this.values.map((value, code) => [value, code]));
    this.labels = this.values.map(label);
    const ranks = [...seen.keys()].map((value) => this.codeOf.get(value) ?? 0);
    this.codes = Uint32Array.from(codes, (code) => ranks[code] ?? 0);
  }

  label(value: string): string {
    return this.labels[this.codeOf.get(value) ?? -1] ?? value;
  }
}

export interface Selection {
  rows: Row[];
  /** For each filter and value, the rows that match all other filters and have the value. */
  counts: Map<Facet, Uint32Array>;
}

export class Facets {
  readonly all: Choices[];

  constructor(private readonly plan: Plan) {
    this.all = FACETS.map((key) => this.choices(key)).filter((choices) => choices.values.length);
  }

  select(state: State, found: Found | null): Selection {
    const chosen = this.all.map((choices) => {
      const wanted = new Uint8Array(choices.values.length);
      for (const value of state[choices.key]) {
        const code = choices.codeOf.get(value);
        if (code !== undefined) wanted[code] = 1;
      }
      return state[choices.key].length ? wanted : null;
    });
    const counts = this.all.map((choices) => new Uint32Array(choices.values.length));
    const isUnknown = FACETS.some((key) =>
      state[key].length && !this.all.some((choices) => choices.key === key));
    const rows: Row[] = [];
    const active = chosen.flatMap((wanted, at) => (wanted ? [[at, wanted] as const] : []));
    for (const row of isUnknown ? [] : this.plan.rows) {
      if (found && !found.scores[row.index]) continue;
      let failed = -1;
      let failures = 0;
      for (const [at, wanted] of active) {
        if (this.has(at, row.index, wanted)) continue;
        failures += 1;
        failed = at;
      }
      if (failures > 1) continue;
      if (!failures) rows.push(row);
      for (let at = failures ? failed : 0; at < (failures ? failed + 1 : counts.length); at++) {
        const { offsets, codes } = this.all[at] as Choices;
        const count = counts[at] as Uint32Array;
        const stop = offsets[row.index + 1] as number;
        for (let i = offsets[row.index] as number; i < stop; i++) {
          const code = codes[i] as number;
          count[code] = (count[code] as number) + 1;
        }
      }
    }
    return { rows, counts: new Map(this.all.map(({ key }, at) => [key, counts[at] as Uint32Array])) };
  }

  of(key: Facet): Choices | undefined {
    return this.all.find((choices) => choices.key === key);
  }

  private has(at: number, row: number, wanted: Uint8Array): boolean {
    const { offsets, codes } = this.all[at] as Choices;
    for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
      if (wanted[codes[i] as number]) return true;
    }
    return false;
  }

  private choices(key: Facet): Choices {
    const { plan } = this;
    const printed = new Map([...plan.packed.sections, ...plan.packed.areas].map((p, at) => [p.id, at]));
    const inOrder = (a: string, b: string): number =>
      (printed.get(a) ?? 1e9) - (printed.get(b) ?? 1e9) || natural(a, b);
    const body = (id: string): string => {
      if (id === NO_LEAD) return "(no lead body)";
      if (id.startsWith(UNKNOWN)) return `${plan.bodyName(id)} (not a known body)`;
      return plan.bodyName(id);
    };
    const part = (id: string): string => {
      const found = plan.areas.get(id) ?? plan.sections.get(id);
      return found ? plan.heading(found) : plan.find(id)?.ref ?? (id || "(none)");
    };
    const known: Record<Facet, [(row: Row) => string[], (value: string) => string,
      ((a: string, b: string) => number)?]> = {
      lead: [(row) => leadsOf(plan, row), body],
      relevant: [(row) => row.relevant, body],
      body: [(row) => plan.bodiesOf(row), body],
      area: [(row) => [row.area].filter(Boolean), part, inOrder],
      section: [(row) => [row.section].filter(Boolean), part, inOrder],
      group: [(row) => [...row.groups, ...row.contextGroups], words],
      type: [(row) => row.types, words],
      output: [(row) => row.outputTypes, words],
      cites: [(row) => citedBy(plan, row), (id) => plan.packed.instruments[id] ?? part(id)],
      page: [(row) => pagesOf(plan, row), (page) => `page ${page}`],
      issue: [issuesOf, (value) => issueLabel(plan, value)],
    };
    const [of, label, order] = known[key];
    return new Choices(key, plan.rows, of, label, order ?? natural);
  }
}

/** The lead bodies of a row, with names that are no known body; or that none is printed where others are. */
export function leadsOf(plan: Plan, row: Row): string[] {
  if (!plan.hasLeads) return [];
  const unknown = (plan.mentionsIn.get(row.id) ?? []).filter((m) => m.role === "lead").map(bodyOf);
  const found = [...row.leads, ...unknown];
  if (found.length) return found;
  const printed = plan.text(row, "lead_bodies_printed");
  return [printed ? UNKNOWN + printed : NO_LEAD];
}

function citedBy(plan: Plan, row: Row): string[] {
  return plan.records(row).flatMap((id) => plan.referencesFrom.get(id) ?? [])
    .flatMap(({ target }) => (target && target !== row.area ? [target] : []));
}

/** The pages that print a row, from its first to its last. */
function pagesOf(plan: Plan, row: Row): string[] {
  const [first, last] = [Number(plan.text(row, "page_first")), Number(plan.text(row, "page_last"))];
  return first ? Array.from({ length: last - first + 1 }, (_, at) => String(first + at)) : [];
}

function issuesOf(row: Row): string[] {
  const open = openIssues(row);
  const found = open.map((issue) => issue.rule);
  if (open.length) found.push(ANY);
  if ([...row.own, ...row.shared].some((issue) => !issue.isOpen)) found.push(DECIDED);
  if (Object.keys(row.corrected).length) found.push(CORRECTED);
  return found;
}

function issueLabel(plan: Plan, value: string): string {
  if (value === ANY) return "(any open issue)";
  if (value === DECIDED) return "(a decided issue)";
  if (value === CORRECTED) return "(a corrected value)";
  return plan.ruleTitles.get(value) ?? value;
}
