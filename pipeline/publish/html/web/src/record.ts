/** The dialog of one row: what is printed, with its picture; and what is derived from it. */

import { said, words, type Issue, type Plan, type Reference, type Row } from "./data";
import { byId, h, type Child } from "./dom";
import { crops, pdfLink } from "./evidence";
import { anchor, linked, type Wanted } from "./marks";
import { go, link, pageOf, read, rowsWith } from "./state";
import { term } from "./tip";

interface Field {
  title: string;
  /** Column of matrix.csv. */
  column: string;
  /** Role of the column of cells. */
  cells: string;
  /** The record that holds the text. */
  record: string;
  value: Child[];
}

export class RecordView {
  private readonly dialog = byId<HTMLDialogElement>("record");
  private readonly body = byId("record-body");
  private rows: Row[] = [];

  constructor(private readonly plan: Plan, private readonly tell: (what: string) => void) {
    this.dialog.addEventListener("close", () => {
      if (read().ref) go({ ref: "" });
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, j: 1, ArrowLeft: -1, k: -1 }[event.key];
      const isTyping = (event.target as Element).matches("input, .paper");
      if (by && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) this.step(by);
    });
    byId("record-close").addEventListener("click", () => this.dialog.close());
    byId("record-next").addEventListener("click", () => this.step(1));
    byId("record-last").addEventListener("click", () => this.step(-1));
    byId("record-link").addEventListener("click", () => void this.share());
  }

  /** Open the row that the address names; "next" and "previous" go through `rows`. */
  show(rows: Row[], wanted: Wanted): void {
    this.rows = rows;
    const { ref } = read();
    const row = ref ? this.plan.find(ref) : undefined;
    if (!row) {
      if (this.dialog.open) this.dialog.close();
      if (ref) this.tell(`This plan has no row ${ref}.`);
      return;
    }
    byId("record-title").replaceChildren(`Row ${row.ref}, ${pagesOf(row)}`);
    this.body.replaceChildren(...this.content(row, wanted));
    const at = rows.indexOf(row);
    byId<HTMLButtonElement>("record-last").disabled = at <= 0;
    byId<HTMLButtonElement>("record-next").disabled = at < 0 || at === rows.length - 1;
    byId("record-place").textContent = at < 0 ? "" : `${at + 1} of ${rows.length}`;
    if (!this.dialog.open) this.dialog.showModal();
    this.body.scrollTop = 0;
  }

  private step(by: number): void {
    const at = this.rows.findIndex((row) => row === this.plan.find(read().ref));
    const next = this.rows[at + by];
    if (at >= 0 && next) go({ ref: next.ref }, true);
  }

  /** Copy a link that holds the row alone, without the filters that led to it. */
  private async share(): Promise<void> {
    const address = location.href.replace(/#.*/, "") + rowsWith({ ref: read().ref });
    const button = byId("record-link");
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
    setTimeout(() => (button.textContent = label), 2500);
  }

  private content(row: Row, wanted: Wanted): HTMLElement[] {
    const issues = new Map<string, Issue[]>();
    const rest: Issue[] = [];
    for (const issue of [...row.own, ...row.shared]) {
      const columns = new Set(issue.fields.flatMap(([record, field]) => columnOf(this.plan, row, record, field) ?? []));
      if (!columns.size) rest.push(issue);
      for (const column of columns) issues.set(column, [...(issues.get(column) ?? []), issue]);
    }
    const printed = this.fields(row, wanted).map((field) => this.printed(row, field, issues.get(field.column) ?? []));
    return [
      h("section", { class: "printed-values", "aria-label": "As printed" },
        h("h3", {}, "As printed"), ...printed),
      this.derived(row),
      ...(rest.length ? [h("section", {}, h("h3", {}, "Further issues"), issueList(rest))] : []),
    ];
  }

  private fields(row: Row, wanted: Wanted): Field[] {
    const { plan } = this;
    const text = (column: string, id: string): Child[] => linked(plan, plan.text(row, column), id, wanted);
    const [section, area] = [plan.sections.get(row.section), plan.areas.get(row.area)];
    const of = (column: string): string => plan.text(row, column);
    const listed = (column: string, ids: string[]): Child[] => row.corrected[column]
      ? ids.flatMap((id) => [term(plan, id), " "]) : linked(plan, of(`${column}_printed`), "", wanted);
    const fields: Field[] = [
      { title: "Section", column: "section", cells: "section", record: row.section, value: [
        section?.number ? `${section.number} ` : "", ...text("section", row.section)] },
      { title: "Priority area", column: "area", cells: "area", record: row.area, value: [
        ...(area?.number ? [h("a", { href: pageOf("areas", row.area) }, area.number), " "] : []),
        ...linked(plan, area?.title ?? "", row.area, wanted)] },
      { title: "Relevant bodies", column: "relevant_bodies", cells: "relevant_bodies", record: row.area,
        value: listed("relevant_bodies", row.relevant) },
      { title: "Focus area", column: "focus", cells: "focus", record: of("focus_id"), value: text("focus", of("focus_id")) },
      { title: "Activity", column: "activity", cells: "activity", record: of("activity_id"),
        value: text("activity", of("activity_id")) },
      { title: "Expected output", column: "expected_output", cells: "output", record: of("expected_output_id"),
        value: text("expected_output", of("expected_output_id")) },
      { title: "Lead bodies", column: "lead_bodies", cells: "lead_bodies", record: row.id,
        value: listed("lead_bodies", row.leads) },
    ];
    for (const [column, label] of Object.entries(plan.packed.labels)) {
      fields.push({ title: label, column, cells: column, record: row.id, value: text(column, row.id) });
    }
    return fields;
  }

  private printed(row: Row, field: Field, issues: Issue[]): HTMLElement {
    const { title, column, cells, record, value } = field;
    const isEmpty = value.every((child) => child === "" || child === null);
    return h("div", { class: "value", "data-column": column },
      h("h4", {}, title),
      h("div", { class: "text" },
        h("div", { class: "words" }, ...(isEmpty ? [h("span", { class: "empty" }, "Nothing is printed.")] : value)),
        ...(row.corrected[column] ?? []).map((c) => h("div", { class: "corrected" }, said(c))),
        issueList(issues)),
      h("div", { class: "crops" }, ...crops(this.plan, this.plan.cells(row, cells, record), title.toLowerCase(), row.boxes)));
  }

  private derived(row: Row): HTMLElement {
    const { plan } = this;
    const through = row.expanded.filter((id) => !row.relevant.includes(id));
    const facts: [string, Child[]][] = [
      ["Lead bodies", this.named(row.leads)],
      ["Relevant bodies", row.relevant.flatMap((id) => [term(plan, id), " "])],
      ["Relevant through a collective", through.flatMap((id) => [term(plan, id), " "])],
      ["Named in the texts", plan.bodiesOf(row).filter((id) => !row.leads.includes(id) && !row.relevant.includes(id))
        .flatMap((id) => [term(plan, id), " "])],
      ["Type of activity", this.codes(row, "activity_type", "type", row.types)],
      ["Target groups", this.codes(row, "target_group", "group", row.groups, this.own(row))],
      ["Target groups of its area and focus area", this.codes(row, "target_group", "group", row.contextGroups,
        this.around(row))],
      ["Kind of output", this.codes(row, "output_type", "output", row.outputTypes)],
      ["Refers to", this.references(plan.records(row).filter((id) => id !== row.section)
        .flatMap((id) => plan.referencesFrom.get(id) ?? []))],
      ["Referred to by", this.incoming(row)],
      ["Printed on", this.pages(row)],
      ["Cite as", [`${plan.packed.plan.title}, row ${row.ref}`]],
      ["Identifier", [h("code", {}, row.id)]],
    ];
    const list = h("dl");
    for (const [name, value] of facts) {
      if (value.length) list.append(h("dt", {}, name), h("dd", {}, ...value));
    }
    return h("section", { class: "derived", "aria-label": "Derived" }, h("h3", {}, "Derived from the text"),
      h("p", { class: "note" }, "Not printed like this: read from the texts above by rules."), list);
  }

  private named(ids: string[]): Child[] {
    return ids.map((id) => h("div", {}, term(this.plan, id), " ", this.plan.bodies.get(id)?.name ?? ""));
  }

  /** The records whose words are the row's own. */
  private own(row: Row): string[] {
    return ["activity_id", "expected_output_id"].map((column) => this.plan.text(row, column)).filter(Boolean);
  }

  /** The records that a row shares with others, and inherits from. */
  private around(row: Row): string[] {
    return [row.area, this.plan.text(row, "focus_id")].filter(Boolean);
  }

  private pages(row: Row): Child[] {
    const [first, last] = ["page_first", "page_last"].map((column) => Number(this.plan.text(row, column)));
    if (!first) return [];
    const links = [...new Set([first, last ?? first])].flatMap((page) => [" ", pdfLink(page, `PDF, page ${page}`)]);
    return [pagesOf(row), ...links];
  }

  /** Types or groups, each with the words of the records that it is derived from. */
  private codes(
    row: Row, facet: string, key: "type" | "group" | "output", values: string[], records = this.plan.records(row),
  ): Child[] {
    const found = records.flatMap((id) => this.plan.kindsOf.get(id) ?? [])
      .filter((kind) => kind.facet === facet);
    return values.map((value) => {
      const from = [...new Set(found.filter((k) => k.value === value)
        .map((k) => `“${k.printed}” in the ${partOf(this.plan, row, k.record)}`))];
      return h("div", {}, h("a", { class: "chip", href: rowsWith({ [key]: [value] }) }, words(value)),
        from.length ? h("span", { class: "note" }, ` from ${from.join(", ")}`) : null);
    });
  }

  private references(references: Reference[]): Child[] {
    if (!references.length) return [];
    return [h("ul", {}, ...references.map((r) => h("li", {},
      `${words(r.relation)} `, anchor(this.plan, r, nameOf(this.plan, r)),
      r.status === "resolved" ? null : h("span", { class: "lost" }, ` (${r.status})`),
      h("span", { class: "note" }, ` “${r.printed}”`))))];
  }

  private incoming(row: Row): Child[] {
    const found = incomingRows(this.plan, [row.id, row.area], row.area);
    if (!found.length) return [];
    return [h("ul", {}, ...found.map(([source, reference]) => h("li", {},
      h("a", { href: link({ ref: source.ref }) }, `${source.ref}, ${pagesOf(source)}`),
      h("span", { class: "note" }, ` “${reference.printed}”`))))];
  }
}

/** Rows whose texts refer to one of these records; not those of the same area. */
export function incomingRows(plan: Plan, ids: string[], area: string): [Row, Reference][] {
  const sources = new Map<Row, Reference>();
  for (const reference of ids.flatMap((id) => plan.referencesTo.get(id) ?? [])) {
    for (const source of (plan.rowsOf.get(reference.from) ?? [])) {
      if (source.area !== area && !sources.has(source)) sources.set(source, reference);
    }
  }
  return [...sources].sort((a, b) => a[0].index - b[0].index);
}

/** The pages that print a row, in words. */
function pagesOf({ pages }: Row): string {
  return `${pages.includes("–") ? "pages" : "page"} ${pages}`;
}

/** What a reference leads to, in words. */
export function nameOf(plan: Plan, { kind, target }: Reference): string {
  if (!target) return "not found";
  if (kind === "area") return `area ${plan.name(target)}`;
  if (kind === "section") return `section ${plan.name(target)}`;
  if (kind === "row") return `row ${plan.find(target)?.ref ?? target}`;
  return plan.packed.instruments[target] ?? target;
}

/** The part of a row that a record is. */
function partOf(plan: Plan, row: Row, record: string): string {
  if (record === plan.text(row, "activity_id")) return "activity";
  if (record === plan.text(row, "expected_output_id")) return "expected output";
  if (record === plan.text(row, "focus_id")) return "focus area";
  return record === row.area ? "priority area" : "row";
}

/** The column of the row that shows a field of a record; undefined: none does. */
function columnOf(plan: Plan, row: Row, record: string, field: string): string | undefined {
  const own: Record<string, string> = {
    [plan.text(row, "activity_id")]: "activity", [plan.text(row, "focus_id")]: "focus",
    [plan.text(row, "expected_output_id")]: "expected_output", [row.section]: "section",
  };
  const column = field.replace(/_printed$/, "");
  if (record === row.area) return column === "title" || column === "number" ? "area" : column;
  if (record === row.id) return column === "output" ? "expected_output" : column;
  return record ? own[record] : undefined;
}

/** Issues with what to do, or the decision on them. */
export function issueList(issues: Issue[]): HTMLElement | null {
  if (!issues.length) return null;
  return h("ul", { class: "issues" }, ...issues.map((issue) =>
    h("li", { class: `issue ${issue.isOpen ? issue.severity : "decided"}` },
      h("strong", {}, issue.isOpen ? issue.severity : "decided"), " ", ...code(issue.message),
      h("div", { class: "note" },
        h("a", { href: rowsWith({ issue: [issue.isOpen ? issue.rule : "-decided"] }) }, issue.title),
        ...(issue.isOpen && issue.suggestion ? [" — ", ...code(issue.suggestion)] : [])),
      issue.isOpen ? null : h("div", { class: "corrected" }, decided(issue)))));
}

/** A text whose words between backticks are code. */
export function code(text: string): Child[] {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, at) => (at % 2 ? h("code", {}, part) : part));
}

/** A sentence about the decision on an issue: what, by whom, and when. */
function decided({ decision, value, by, date, note }: Issue): string {
  const what = decision === "correct" ? `corrected to “${value}”` : `${decision}ed`;
  return `Decided: ${what}, by ${by} on ${date}. ${note}`;
}
