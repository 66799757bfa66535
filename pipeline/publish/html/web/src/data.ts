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
  /** What the rule is called. */
  title: string;
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
  /** The records and fields that have the issue. */
  fields: [record: string, field: string][];
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
  acronym: string;
  name: string;
  kind: string;
  parent: string | null;
  /** Number in the annex. */
  number: number | null;
  mark: string;
  note: string;
}

/** A place that names a body outside of the lists of lead and relevant bodies. */
export interface Mention {
  body: string | null;
  role: "lead" | "relevant" | "member" | "chair" | "mentioned";
  kind: string;
  record: string;
  start: number;
  stop: number;
  printed: string;
  page: number | null;
}

/** A type or group, and the words of a record that it is derived from. */
export interface Kind {
  facet: string;
  value: string;
  record: string;
  start: number;
  stop: number;
  printed: string;
}

/** A block of the text around the matrix. */
export interface Block {
  section: string;
  heading: string;
  text: string;
  page: number;
}

/** A cell, or its part on one page. */
export interface Cell {
  column: string;
  box: Box;
  hasText: boolean;
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
  language: string;
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
  cellColumns: string[];
  cells: [column: number, ...box: Box, hasText: number][];
  cellsOf: Record<string, number[]>;
  mentions: Mention[];
  kinds: [string, string, string, number, number, string][];
  blocks: Record<string, Block>;
  pages: Record<string, { width: number; height: number; picture: string | null }>;
}

/** A row of the matrix; `values` are those of matrix.csv, in the same order. */
export interface Row {
  index: number;
  id: string;
  /** What to cite the row by. */
  ref: string;
  values: (string | number | null)[];
  section: string;
  area: string;
  leads: string[];
  relevant: string[];
  /** Relevant bodies, with those that a collective stands for. */
  expanded: string[];
  types: string[];
  /** Target groups that the activity and its output name. */
  groups: string[];
  /** Target groups that the area and the focus area name. */
  contextGroups: string[];
  outputTypes: string[];
  boxes: Box[];
  own: Issue[];
  shared: Issue[];
  /** Corrections by the column that shows the corrected value. */
  corrected: Record<string, Correction[]>;
  pages: string;
}

/** Marks a name that is no known body. */
export const UNKNOWN = "?";

export class Plan {
  readonly packed: Packed;
  readonly rows: Row[];
  readonly areas = new Map<string, Area>();
  readonly sections = new Map<string, Part>();
  readonly bodies = new Map<string, Body>();
  readonly referencesFrom = new Map<string, Reference[]>();
  readonly referencesTo = new Map<string, Reference[]>();
  readonly rowsOf = new Map<string, Row[]>();
  /** What each rule with an issue is called. */
  readonly ruleTitles = new Map<string, string>();
  readonly mentionsIn = new Map<string, Mention[]>();
  readonly kindsOf = new Map<string, Kind[]>();
  /** Whether the plan says who leads: where it has no such column, nobody is missing. */
  readonly hasLeads: boolean;
  /** Whether the plan says which bodies are relevant. */
  readonly hasRelevant: boolean;
  private readonly numbers: Set<string>;
  private readonly at: Map<string, number>;
  private readonly byRef = new Map<string, Row>();

  constructor(packed: Packed) {
    this.packed = packed;
    this.numbers = new Set(packed.numbers);
    this.at = new Map(packed.columns.map((name, index) => [name, index]));
    for (const area of packed.areas) this.areas.set(area.id, area);
    for (const section of packed.sections) this.sections.set(section.id, section);
    for (const body of packed.bodies) this.bodies.set(body.id, body);
    for (const mention of packed.mentions) push(this.mentionsIn, mention.record, mention);
    for (const [facet, value, record, start, stop, printed] of packed.kinds) {
      push(this.kindsOf, record, { facet, value, record, start, stop, printed });
    }
    this.rows = packed.rows.map((_, index) => this.row(index));
    for (const row of this.rows) {
      this.byRef.set(row.ref, row);
      for (const id of new Set([row.id, row.area, row.section, ...this.parts(row)])) {
        if (id) push(this.rowsOf, id, row);
      }
    }
    for (const reference of packed.references) {
      push(this.referencesFrom, reference.from, reference);
      if (reference.target) push(this.referencesTo, reference.target, reference);
    }
    for (const issue of packed.issues) {
      this.attach(issue);
      this.ruleTitles.set(issue.rule, issue.title);
    }
    this.hasRelevant = this.rows.some((row) => row.relevant.length);
    this.hasLeads = this.rows.some((row) => row.leads.length || this.text(row, "lead_bodies_printed"))
      || packed.issues.some(({ fields }) => fields.some(([, field]) => field.startsWith("lead_bodies")));
  }

  private row(index: number): Row {
    const { packed, numbers } = this;
    const values = packed.columns.map((name, column) => {
      const value = packed.rows[index]?.[column] ?? null;
      return value === null || numbers.has(name) ? value : (packed.texts[value] ?? "");
    });
    const get = (name: string): string => String(values[this.at.get(name) ?? -1] ?? "");
    const texts = (found?: number[]): string[] => (found ?? []).map((i) => packed.texts[i] ?? "");
    const first = get("page_first");
    const last = get("page_last");
    const groups = (...columns: string[]): string[] => columns.flatMap((name) => this.kindsOf.get(get(name)) ?? [])
      .filter((kind) => kind.facet === "target_group").map((kind) => kind.value);
    return {
      index,
      id: get("row_id"),
      ref: get("ref"),
      values,
      section: get("section_id"),
      area: get("area_id"),
      leads: split(get("lead_bodies")),
      relevant: split(get("relevant_bodies")),
      expanded: split(get("relevant_bodies_expanded")),
      types: texts(packed.types[index]),
      groups: [...new Set([...texts(packed.groups[index]), ...groups("activity_id", "expected_output_id")])],
      contextGroups: [...new Set(groups("area_id", "focus_id"))],
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

  /** The row that is cited so, or that has this identifier. */
  find(ref: string): Row | undefined {
    return this.byRef.get(ref) ?? this.rowsOf.get(ref)?.find((row) => row.id === ref);
  }

  /** Identifiers of all records that a row shows. */
  records(row: Row): string[] {
    return [row.id, row.area, row.section, ...this.parts(row)].filter(Boolean);
  }

  /** Bodies that a row names: those that lead it or are relevant, and those in its texts. */
  bodiesOf(row: Row): string[] {
    const named = this.records(row).flatMap((id) => this.mentionsIn.get(id) ?? []);
    return [...new Set([...row.leads, ...row.relevant, ...named.map(bodyOf)])];
  }

  /** The name of a body, or of a name that is no known body. */
  bodyName(id: string): string {
    if (id.startsWith(UNKNOWN)) return id.slice(UNKNOWN.length);
    return this.bodies.get(id)?.acronym || this.bodies.get(id)?.name || id;
  }

  /** Where a column of a row is printed: the cell's parts with text, else its empty parts. */
  cells(row: Row, column: string, record: string): Cell[] {
    const at = this.packed.cellColumns.indexOf(column);
    const ids = [record, row.id].filter(Boolean);
    for (const id of ids) {
      const found = (this.packed.cellsOf[id] ?? []).flatMap((index) => {
        const cell = this.packed.cells[index];
        if (!cell || cell[0] !== at) return [];
        return [{ column, box: cell.slice(1, 6) as Box, hasText: cell[6] === 1 }];
      });
      const filled = found.filter((cell) => cell.hasText);
      if (filled.length) return filled;
      const [first, last] = [Number(this.text(row, "page_first")), Number(this.text(row, "page_last"))];
      const empty = found.filter(({ box }) => box[0] >= first && box[0] <= last);
      if (empty.length) return empty.slice(0, 1);
    }
    return [];
  }
}

/** The body that a mention names; a name that is no known body is marked. */
export function bodyOf(mention: Mention): string {
  return mention.body ?? UNKNOWN + mention.printed;
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
