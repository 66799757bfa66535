/** All bodies in one table; and a page for each: what it leads, with whom, where it is named. */

import { natural, bodyOf, type Mention, type Plan, type Row } from "../data";
import { h, type Child } from "../dom";
import { incomingRows } from "../record";
import { link, pageOf, rowsWith } from "../state";
import { kindOf, term } from "../tip";
import { pdfLink } from "../evidence";
import { rowList, figures, sortable, tally, unknown } from "./parts";

interface Work {
  id: string;
  leads: Row[];
  relevant: Set<string>;
  through: Set<string>;
  mentions: Mention[];
}

function workOf(plan: Plan): Map<string, Work> {
  const found = new Map<string, Work>();
  const of = (id: string): Work => {
    const known = found.get(id) ?? { id, leads: [], relevant: new Set<string>(), through: new Set<string>(), mentions: [] };
    found.set(id, known);
    return known;
  };
  for (const id of plan.bodies.keys()) of(id);
  for (const row of plan.rows) {
    for (const id of row.leads) of(id).leads.push(row);
    for (const id of row.relevant) of(id).relevant.add(row.area);
    for (const id of row.expanded) if (!row.relevant.includes(id)) of(id).through.add(row.area);
  }
  for (const mention of plan.packed.mentions) of(bodyOf(mention)).mentions.push(mention);
  return found;
}

export function bodies(plan: Plan, id: string): HTMLElement {
  const work = workOf(plan);
  const one = work.get(id);
  return one ? page(plan, one) : h("div", {}, id ? unknown(`body ${id}`) : null, list(plan, [...work.values()]));
}

function list(plan: Plan, all: Work[]): HTMLElement {
  const most = Math.max(1, ...all.map(({ leads }) => leads.length));
  const name = (id: string): string => plan.bodies.get(id)?.name ?? plan.bodyName(id);
  const hasAnnex = [...plan.bodies.values()].some(({ number }) => number !== null);
  return h("div", {},
    h("h2", {}, "Bodies"),
    h("p", { class: "note" }, hasAnnex ? "Those of the annex, and all others that the plan names." : "All that the plan names.",
      " Select one for its page."),
    all.length ? sortable("Bodies", [
      { title: "Body", cell: ({ id }: Work) => [h("a", { href: pageOf("bodies", id) }, plan.bodyName(id))],
        sort: ({ id }) => plan.bodyName(id), isHead: true },
      { title: "Name", cell: ({ id }) => [name(id) === plan.bodyName(id) ? "" : name(id)], sort: ({ id }) => name(id),
        isEmpty: all.every(({ id }) => name(id) === plan.bodyName(id)) },
      { title: "Leads rows", cell: ({ leads }) => [tally(leads.length, most)], sort: ({ leads }) => leads.length, isDown: true, isEmpty: !plan.hasLeads },
      { title: "Relevant in areas", cell: ({ relevant }) => [String(relevant.size || "")], sort: ({ relevant }) => relevant.size, isDown: true, isEmpty: !plan.hasRelevant },
      { title: "Named in texts", cell: ({ mentions }) => [String(mentions.length || "")], sort: ({ mentions }) => mentions.length, isDown: true },
      { title: "Kind", cell: ({ id }) => [kindOf(plan.bodies.get(id)?.kind ?? "unlisted")],
        sort: ({ id }) => kindOf(plan.bodies.get(id)?.kind ?? "unlisted") },
    ], all, 2) : h("p", {}, "The plan names no body."));
}

function page(plan: Plan, work: Work): HTMLElement {
  const { id, leads, relevant, through, mentions } = work;
  const body = plan.bodies.get(id);
  const short = plan.bodyName(id);
  const areas = plan.packed.areas;
  const leadsIn = (area: string): number => leads.filter((row) => row.area === area).length;
  const partners = new Map<string, Row[]>();
  for (const row of leads) {
    for (const other of row.leads) if (other !== id) partners.set(other, [...(partners.get(other) ?? []), row]);
  }
  const children = [...plan.bodies.values()].filter(({ parent }) => parent === id);
  const facts: Child[] = [
    kindOf(body?.kind ?? "unlisted"), body?.number ? `, no. ${body.number} of the annex${body.mark}` : null,
    body?.note ? `. ${body.note.replace(/\.$/, "")}` : null,
    ...(body?.parent ? [". Part of ", h("a", { href: pageOf("bodies", body.parent) }, plan.bodyName(body.parent))] : []),
    ...(children.length ? [". Its parts: ", ...children.flatMap((c, at) =>
      [at ? ", " : "", h("a", { href: pageOf("bodies", c.id) }, c.acronym || c.name)])] : []), ".",
  ];
  const own = new Set([...leads.map((row) => row.area), ...relevant]);
  const references = [...own].flatMap((area) => incomingRows(plan, [area], area).map(([row, r]) => ({ row, r, area })));
  return h("div", {},
    h("p", { class: "crumb" }, h("a", { href: link({ of: "" }) }, "Bodies"), " / ", short),
    h("h2", {}, short, body && body.name !== short ? h("span", { class: "name" }, ` ${body.name}`) : null),
    h("p", { class: "note" }, ...facts),
    figures([
      [leads.length, "rows led", rowsWith({ lead: [id] })],
      [relevant.size, "areas where it is relevant", rowsWith({ relevant: [id] })],
      [partners.size, "bodies that it leads with", ""],
      [mentions.length, "places that name it", rowsWith({ body: [id] })],
    ]),
    section(`Leads ${count(leads.length, "row", "rows")}`, leads.length
      ? [rowList(plan, leads, (row) => row.leads.filter((other) => other !== id).flatMap((o) => [term(plan, o), " "]))]
      : [h("p", {}, "It leads no row.")]),
    partners.size ? section("Leads together with", [h("ul", { class: "plain" },
      ...[...partners].sort((a, b) => b[1].length - a[1].length || natural(a[0], b[0])).map(([other, rows]) => h("li", {},
        h("a", { href: pageOf("bodies", other) }, plan.bodyName(other)), ` ${plan.bodies.get(other)?.name ?? ""}: `,
        ...rows.flatMap((row, at) => [at ? ", " : "", h("a", { href: link({ ref: row.ref }) }, row.ref)]))))]) : null,
    relevant.size || through.size || leads.length ? section("Areas", [h("ul", { class: "plain" }, ...areas
      .filter((area) => relevant.has(area.id) || through.has(area.id) || leadsIn(area.id))
      .map((area) => h("li", {}, h("a", { href: pageOf("areas", area.id) }, plan.heading(area)), h("span", { class: "note" }, " ",
        [relevant.has(area.id) ? "relevant" : through.has(area.id) ? "relevant through a collective" : "not among the relevant bodies",
          leadsIn(area.id) ? `leads ${leadsIn(area.id)}` : ""].filter(Boolean).join(", ")))))]) : null,
    mentions.length ? section("Named in the texts", [h("ul", { class: "plain" }, ...mentions.map((m) => mention(plan, m)))]) : null,
    references.length ? section("References that reach its areas", [h("ul", { class: "plain" },
      ...references.map(({ row, r, area }) => h("li", {}, h("a", { href: link({ ref: row.ref }) }, row.ref),
        ` “${r.printed}” to `, h("a", { href: pageOf("areas", area) }, plan.name(area)))))]) : null,
  );
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

export function section(title: string, content: Child[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...content);
}

/** Where a text names a body, with the words around. */
function mention(plan: Plan, m: Mention): HTMLElement {
  const block = plan.packed.blocks[m.record];
  const row = plan.rowsOf.get(m.record)?.[0];
  const role = m.role === "mentioned" ? "" : `${m.role}: `;
  if (block) {
    const text = block.text;
    return h("li", {}, role, ...quote(text, m), h("span", { class: "note" },
      ` ${[block.section, block.heading].filter(Boolean).join(" ")}, page ${block.page} `), pdfLink(block.page));
  }
  if (!row) return h("li", {}, role, `“${m.printed}”`, m.page ? `, page ${m.page}` : "");
  const column = m.kind === "output" ? "expected_output" : m.kind;
  return h("li", {}, h("a", { href: link({ ref: row.ref }) }, row.ref), " ", role,
    ...quote(plan.text(row, column) || m.printed, m), h("span", { class: "note" }, ` ${m.kind.replace("_", " ")}`));
}

function quote(text: string, m: Mention): Child[] {
  if (text.slice(m.start, m.stop) !== m.printed) return [`“${m.printed}”`];
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, m.start - 60)));
  const to = text.indexOf(" ", m.stop + 50);
  return [`“${from > 0 ? "…" : ""}${text.slice(from, m.start).trimStart()}`, h("b", {}, m.printed),
    `${to < 0 ? text.slice(m.stop) : `${text.slice(m.stop, to)}…`}”`];
}
