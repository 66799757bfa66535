/** The plan's data as embedded in the page, with lookups. */

/** A place on a page: page number, then the box in points from the page's top left corner. */
export type Box = [page: number, x0: number, top: number, x1: number, bottom: number];

export interface Reference {
  id: string;
  from: string;
  field: string;
  printed: string;
  start: number;
  stop: number;
  relation: string;
  kind: string;
  target: string | null;
  status: string;
}

export interface Issue {
  id: string;
  rule: string;
  severity: "error" | "warning" | "info";
  message: string;
  suggestion: string;
  isOpen: boolean;
  decision: string;
  value: string;
  by: string;
  date: string;
  note: string;
  records: string[];
}

/** A corrected value that replaces the printed one; who decided, and when. */
export interface Correction {
  issue: string;
  printed: string;
  /** Of a list of bodies: the bodies that replace the printed ones. */
  bodies: string[];
  by: string;
  date: string;
  note: string;
}

export interface Body {
  id: string;
  name: string;
  kind: string;
}

/** An area or a section; the number is empty where none is printed. */
export interface Part {
  id: string;
  number: string;
  title: string;
}

export interface Area extends Part {
  relevant: string[];
}

interface Packed {
  plan: Record<string, string | number>;
  columns: string[];
  /** Columns of this plan alone, with their printed labels. */
  labels: Record<string, string>;
  numbers: string[];
  texts: string[];
  rows: (number | null)[][];
  types: number[][];
  groups: number[][];
  outputs: number[][];
  boxes: Box[][];
  sections: Part[];
  areas: Area[];
  bodies: Body[];
  references: Reference[];
  issues: Issue[];
  corrections: Correction[];
  corrected: Record<string, number[]>[];
  instruments: Record<string, string>;
  pages: Record<string, { width: number; height: number; picture: string | null }>;
}

/** A row of the matrix; `values` are those of matrix.csv, in the same order. */
export interface Row {
  index: number;
  id: string;
  values: (string | number | null)[];
  section: string;
  area: string;
  leads: string[];
  relevant: string[];
  types: string[];
  groups: string[];
  outputTypes: string[];
  boxes: Box[];
  own: Issue[];
  shared: Issue[];
  /** Corrections by the column that shows the corrected value. */
  corrected: Record<string, Correction[]>;
  pages: string;
}

const GROUPS = ["section_id", "area_id"];

export class Plan {
  readonly packed: Packed;
  readonly rows: Row[];
  readonly areas = new Map<string, Area>();
  readonly sections = new Map<string, Part>();
  readonly bodies = new Map<string, Body>();
  readonly referencesFrom = new Map<string, Reference[]>();
  readonly referencesTo = new Map<string, Reference[]>();
  readonly rowsOf = new Map<string, Row[]>();
  private readonly at: Map<string, number>;
  private folded: string[] = [];

  constructor(packed: Packed) {
    this.packed = packed;
    this.at = new Map(packed.columns.map((name, index) => [name, index]));
    for (const area of packed.areas) this.areas.set(area.id, area);
    for (const section of packed.sections) this.sections.set(section.id, section);
    for (const body of packed.bodies) this.bodies.set(body.id, body);
    this.rows = packed.rows.map((_, index) => this.row(index));
    for (const row of this.rows) {
      for (const id of new Set([row.id, row.area, row.section, ...this.parts(row)])) {
        if (id) push(this.rowsOf, id, row);
      }
    }
    for (const reference of packed.references) {
      push(this.referencesFrom, reference.from, reference);
      if (reference.target) push(this.referencesTo, reference.target, reference);
    }
    for (const issue of packed.issues) this.attach(issue);
  }

  private row(index: number): Row {
    const { packed } = this;
    const numbers = new Set(packed.numbers);
    const values = packed.columns.map((name, column) => {
      const value = packed.rows[index]?.[column] ?? null;
      return value === null || numbers.has(name) ? value : (packed.texts[value] ?? "");
    });
    const get = (name: string): string => String(values[this.at.get(name) ?? -1] ?? "");
    const texts = (found?: number[]): string[] => (found ?? []).map((i) => packed.texts[i] ?? "");
    const first = get("page_first");
    const last = get("page_last");
    return {
      index,
      id: get("row_id"),
      values,
      section: get("section_id"),
      area: get("area_id"),
      leads: split(get("lead_bodies")),
      relevant: split(get("relevant_bodies")),
      types: texts(packed.types[index]),
      groups: texts(packed.groups[index]),
      outputTypes: texts(packed.outputs[index]),
      boxes: packed.boxes[index] ?? [],
      own: [],
      shared: [],
      corrected: Object.fromEntries(Object.entries(packed.corrected[index] ?? {}).map(
        ([column, found]) => [column, found.flatMap((i) => packed.corrections[i] ?? [])])),
      pages: first === last ? first : `${first}–${last}`,
    };
  }

  private attach(issue: Issue): void {
    const own = new Set<Row>();
    const shared = new Set<Row>();
    for (const id of issue.records) {
      const isShared = this.areas.has(id) || this.sections.has(id);
      for (const row of this.rowsOf.get(id) ?? []) (isShared ? shared : own).add(row);
    }
    for (const row of own) row.own.push(issue);
    for (const row of shared) if (!own.has(row)) row.shared.push(issue);
  }

  /** The short name of an area or a section: its number, else its title. */
  name(id: string): string {
    const part = this.areas.get(id) ?? this.sections.get(id);
    return part?.number || part?.title || id || "—";
  }

  /** Number and title of an area or a section. */
  heading({ number, title }: Part): string {
    return `${number} ${title}`.trim();
  }

  /** A value of a row as text; empty where it is unknown. */
  text(row: Row, column: string): string {
    return String(row.values[this.at.get(column) ?? -1] ?? "");
  }

  /** Identifiers of a row's focus area, activity and expected output. */
  parts(row: Row): string[] {
    const columns = ["focus_id", "activity_id", "expected_output_id"];
    return columns.map((column) => this.text(row, column)).filter(Boolean);
  }

  /** All texts of a row, folded for searching; computed on first use. */
  searchable(row: Row): string {
    const { columns, numbers } = this.packed;
    return (this.folded[row.index] ??= fold(
      // `ref` holds the numbers of areas; their identifiers would match "area" in every row.
      columns.filter((name) => !numbers.includes(name) && !GROUPS.includes(name)).map((name) => this.text(row, name)).join(" "),
    ));
  }
}

/** Undecided issues of a row: badges, counts and filters refer to these. */
export function openIssues(row: Row): Issue[] {
  return [...row.own, ...row.shared].filter((issue) => issue.isOpen);
}

/** A sentence about a correction: who made it, when, why, and the printed value. */
export function said(correction: Correction): string {
  const { by, date, printed, note } = correction;
  const print = printed ? `Printed: “${printed}”.` : "Nothing is printed.";
  return `Corrected by ${by} on ${date}. ${print}${note ? ` Note: ${note}` : ""}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}

function split(joined: string): string[] {
  return joined ? joined.split("; ") : [];
}

/** Lower case without accents, so that "etude" finds "Étude". */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A code such as `capacity_building` as words. */
export function words(code: string): string {
  return code.replaceAll("_", " ");
}

/** Compare texts so that 1.10 comes after 1.9. */
export const natural = new Intl.Collator("en", { numeric: true }).compare;
