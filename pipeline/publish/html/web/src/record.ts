/** The dialog of one row: its texts, bodies, references, issues, and a picture of its page. */

import {
  said, words, type Box, type Issue, type Plan, type Reference, type Row,
} from "./data";
import { byId, h, svg, type Child } from "./dom";
import { DECIDED, terms } from "./filter";
import { anchor, linked } from "./marks";
import { go, link, read } from "./state";

const MARGIN = 12;

export class RecordView {
  private readonly dialog = byId<HTMLDialogElement>("record");
  private readonly body = byId("record-body");
  private rows: Row[] = [];

  constructor(private readonly plan: Plan) {
    this.dialog.addEventListener("close", () => {
      if (read().row) go({ row: "" });
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    byId("record-close").addEventListener("click", () => this.dialog.close());
    byId("record-next").addEventListener("click", () => this.step(1));
    byId("record-last").addEventListener("click", () => this.step(-1));
  }

  /** Open the row that the address names; "next" and "previous" go through `rows`. */
  show(rows: Row[]): void {
    this.rows = rows;
    const row = this.plan.rowsOf.get(read().row)?.[0];
    if (!row) {
      if (this.dialog.open) this.dialog.close();
      return;
    }
    byId("record-title").replaceChildren(`Row ${this.plan.text(row, "ref")}, page ${row.pages}`);
    this.body.replaceChildren(...this.content(row));
    const at = rows.indexOf(row);
    byId<HTMLButtonElement>("record-last").disabled = at <= 0;
    byId<HTMLButtonElement>("record-next").disabled = at < 0 || at === rows.length - 1;
    if (!this.dialog.open) this.dialog.showModal();
    this.body.scrollTop = 0;
  }

  private step(by: number): void {
    const at = this.rows.findIndex((row) => row.id === read().row);
    const next = this.rows[at + by];
    if (at >= 0 && next) go({ row: next.id }, true);
  }

  private content(row: Row): HTMLElement[] {
    const { plan } = this;
    const wanted = terms(read().q);
    const text = (column: string, id: string): Child[] =>
      linked(plan, plan.text(row, column), id, wanted);
    const [section, area] = [plan.sections.get(row.section), plan.areas.get(row.area)];
    const facts: [string, Child[], string?][] = [
      ["Section", [h("a", { href: link({ row: "", section: row.section }) },
        section ? plan.heading(section) : "")], "section"],
      ["Priority area", [
        ...(area?.number ? [h("a", { href: link({ row: "", area: row.area }) }, area.number), " "] : []),
        ...linked(plan, area?.title ?? "", row.area, wanted),
      ], "area"],
      ["Relevant bodies", this.bodies(row.relevant, plan.text(row, "relevant_bodies_printed")),
        "relevant_bodies"],
      ["Focus area", text("focus", plan.text(row, "focus_id")), "focus"],
      ["Indicative activity", text("activity", plan.text(row, "activity_id")), "activity"],
      ["Expected output", text("expected_output", plan.text(row, "expected_output_id")),
        "expected_output"],
      ["Lead bodies", this.bodies(row.leads, plan.text(row, "lead_bodies_printed")), "lead_bodies"],
      ["Activity type", codes("type", row.types)],
      ["Target groups", codes("group", row.groups)],
      ["Kind of output", [row.outputTypes.map(words).join(", ")]],
      ["References", this.references(this.from(row))],
      ["Referred to by", this.incoming(row)],
      ...Object.entries(plan.packed.labels).map(([column, label]): [string, Child[]] =>
        [label, [plan.text(row, column)]]),
      ["Identifier", [h("code", {}, row.id)]],
    ];
    const list = h("dl");
    for (const [name, value, column] of facts) {
      const isEmpty = value.every((child) => child === "" || child === null);
      list.append(h("dt", {}, name), h("dd", {},
        ...(isEmpty ? [h("span", { class: "empty" }, "—")] : value),
        ...(row.corrected[column ?? ""] ?? []).map((c) => h("div", { class: "corrected" }, said(c)))));
    }
    return [list, ...this.issues(row), ...this.pictures(row)];
  }

  private bodies(ids: string[], printed: string): Child[] {
    const chips = ids.map((id) => h("a", {
      class: "chip", href: link({ row: "", body: id, role: "" }),
      title: this.plan.bodies.get(id)?.name ?? id,
    }, id));
    const isSame = printed.replace(/[,;]/g, "").split(/\s+/).join(" ") === ids.join(" ");
    if (!printed || isSame) return chips;
    return [...chips, h("div", { class: "printed" }, `printed: ${printed}`)];
  }

  private from(row: Row): Reference[] {
    const records = new Set([row.id, row.area, ...this.plan.parts(row)]);
    return [...records].flatMap((id) => this.plan.referencesFrom.get(id) ?? []);
  }

  private references(references: Reference[]): Child[] {
    if (!references.length) return [];
    return [h("ul", {}, ...references.map((r) => h("li", {},
      `${words(r.relation)} `,
      anchor(this.plan, r, this.name(r)),
      r.status === "resolved" ? null : h("span", { class: "lost" }, ` (${r.status})`),
      h("span", { class: "printed" }, ` “${r.printed}”`),
    )))];
  }

  private name(reference: Reference): string {
    const { kind, target } = reference;
    if (!target) return "not found";
    if (kind === "area") return `area ${this.plan.name(target)}`;
    if (kind === "section") return `section ${this.plan.name(target)}`;
    return this.plan.packed.instruments[target] ?? target;
  }

  private incoming(row: Row): Child[] {
    const found = [row.id, row.area].flatMap((id) => this.plan.referencesTo.get(id) ?? []);
    const sources = new Map<Row, Reference>();
    for (const reference of found) {
      const source = this.plan.rowsOf.get(reference.from)?.[0];
      if (source && source.area !== row.area) sources.set(source, reference);
    }
    if (!sources.size) return [];
    return [h("ul", {}, ...[...sources].map(([source, reference]) => h("li", {},
      h("a", { href: link({ row: source.id }) }, `${this.plan.text(source, "ref")}, page ${source.pages}`),
      h("span", { class: "printed" }, ` “${reference.printed}”`),
    )))];
  }

  private issues(row: Row): HTMLElement[] {
    if (!row.own.length && !row.shared.length) return [];
    const item = (issue: Issue): HTMLElement => h("li", { class: `issue ${issue.isOpen ? issue.severity : "decided"}` },
      h("strong", {}, issue.isOpen ? issue.severity : "decided"), " ", issue.message,
      h("div", { class: "printed" },
        h("a", { href: link({ row: "", issue: issue.isOpen ? issue.rule : DECIDED }) },
          words(issue.rule.replaceAll("-", " "))),
        issue.isOpen && issue.suggestion ? ` — ${issue.suggestion}` : ""),
      issue.isOpen ? null : h("div", { class: "corrected" }, decided(issue)),
    );
    const list = (title: string, issues: Issue[]): HTMLElement[] => issues.length
      ? [h("h3", {}, title), h("ul", { class: "issues" }, ...issues.map(item))] : [];
    const open = (issues: Issue[]): Issue[] => issues.filter((issue) => issue.isOpen);
    return [...list("Open issues of this row", open(row.own)),
      ...list("Open issues of its area or section", open(row.shared)),
      ...list("Decided issues", [...row.own, ...row.shared].filter((issue) => !issue.isOpen))];
  }

  private pictures(row: Row): HTMLElement[] {
    const shown = row.boxes.map((box) => this.picture(box)).filter((f) => f !== null);
    return shown.length ? [h("h3", {}, "As printed"), ...shown] : [];
  }

  private picture([number, x0, top, x1, bottom]: Box): HTMLElement | null {
    const page = this.plan.packed.pages[number];
    if (!page?.picture) return null;
    const crop = [
      Math.max(0, x0 - MARGIN), Math.max(0, top - MARGIN),
      Math.min(page.width, x1 + MARGIN) - Math.max(0, x0 - MARGIN),
      Math.min(page.height, bottom + MARGIN) - Math.max(0, top - MARGIN),
    ].join(" ");
    const label = (what: string): string => `Page ${number}: ${what}`;
    const picture = svg("svg", { viewBox: crop, role: "img", "aria-label": label("the row") },
      svg("image", { href: page.picture, width: page.width, height: page.height }),
      svg("rect", { class: "outline", x: x0, y: top, width: x1 - x0, height: bottom - top }),
    );
    const button = h("button", { type: "button", "aria-pressed": "false", click: () => {
      const isWhole = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isWhole));
      picture.setAttribute("viewBox", isWhole ? `0 0 ${page.width} ${page.height}` : crop);
      picture.setAttribute("aria-label", label(isWhole ? "the whole page" : "the row"));
    } }, "Whole page");
    return h("figure", {}, h("figcaption", {}, `Page ${number} `, button),
      h("div", { class: "paper", tabindex: 0 }, picture));
  }
}

/** A sentence about the decision on an issue: what, by whom, and when. */
function decided({ decision, value, by, date, note }: Issue): string {
  const what = decision === "correct" ? `corrected to “${value}”` : `${decision}ed`;
  return `Decided: ${what}, by ${by} on ${date}. ${note}`;
}

function codes(key: "type" | "group", values: string[]): Child[] {
  return values.map((value) =>
    h("a", { class: "chip", href: link({ row: "", [key]: value }) }, words(value)));
}
