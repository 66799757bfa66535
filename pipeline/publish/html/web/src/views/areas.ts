/** All priority areas in one table; and a page for each, with its rows and references. */

import { openIssues, type Area, type Issue, type Plan, type Row } from "../data";
import { h } from "../dom";
import { crops } from "../evidence";
import { leadsOf, NO_LEAD } from "../facets";
import { anchor, linked } from "../marks";
import { incomingRows, issueList, nameOf } from "../record";
import { link, pageOf, rowsWith } from "../state";
import { term } from "../tip";
import { section } from "./bodies";
import { figures, rowList, sortable, tally, unknown } from "./parts";

const isLeaderless = (plan: Plan) => (row: Row): boolean => leadsOf(plan, row)[0] === NO_LEAD;

export function areas(plan: Plan, id: string): HTMLElement {
  const area = plan.areas.get(id);
  return area ? page(plan, area) : h("div", {}, id ? unknown(`area ${id}`) : null, list(plan));
}

function list(plan: Plan): HTMLElement {
  const rows = (area: Area): Row[] => plan.rowsOf.get(area.id) ?? [];
  const without = (area: Area): number => rows(area).filter(isLeaderless(plan)).length;
  const open = (area: Area): number => new Set(rows(area).flatMap(openIssues)).size;
  const leads = (area: Area): string[] => [...new Set(rows(area).flatMap((row) => row.leads))];
  const most = Math.max(1, ...plan.packed.areas.map((area) => rows(area).length));
  const places = new Map(plan.packed.areas.map((area, at) => [area.id, at]));
  return h("div", {},
    h("h2", {}, "Priority areas"),
    h("p", { class: "note" }, "Select an area for its rows, bodies and references."),
    sortable("Priority areas", [
      { title: "Area", cell: (area: Area) => [area.number && h("a", { href: pageOf("areas", area.id) }, area.number)],
        sort: ({ id }) => places.get(id) ?? 0, isHead: true, isEmpty: plan.packed.areas.every(({ number }) => !number) },
      { title: "Title", cell: ({ id, number, title }) => [number ? title : h("a", { href: pageOf("areas", id) }, title || id)],
        sort: ({ title }) => title },
      { title: "Rows", cell: (area) => [tally(rows(area).length, most)], sort: (area) => rows(area).length, isDown: true },
      { title: "Rows without lead", cell: (area) => {
        const [none, all] = [without(area), rows(area).length];
        if (!none) return [""];
        return [h("a", { href: rowsWith({ area: [area.id], lead: [NO_LEAD] }) },
          none === all ? `all ${all}` : `${none} of ${all}`)];
      }, sort: without, isDown: true, isEmpty: !plan.hasLeads },
      { title: "Lead bodies", cell: (area) => leads(area).flatMap((body) => [term(plan, body), " "]),
        sort: (area) => leads(area).length, isDown: true, isEmpty: !plan.hasLeads },
      { title: "Open issues", cell: (area) => [String(open(area) || "")], sort: open, isDown: true },
    ], plan.packed.areas));
}

function page(plan: Plan, area: Area): HTMLElement {
  const rows = plan.rowsOf.get(area.id) ?? [];
  const first = rows[0];
  const leads = [...new Set(rows.flatMap((row) => row.leads))];
  const without = rows.filter(isLeaderless(plan));
  const incoming = incomingRows(plan, [area.id, ...rows.map((row) => row.id)], area.id);
  const cites = [...new Set(incoming.flatMap(([, { target }]) => target ?? []))];
  const outgoing = [...new Set(rows.flatMap((row) => plan.records(row)).filter((id) => !plan.sections.has(id)))]
    .flatMap((id) => plan.referencesFrom.get(id) ?? []);
  const issues = [...new Set(rows.flatMap((row) => [...row.own, ...row.shared]))]
    .filter((issue: Issue) => issue.isOpen && !plan.sections.has(issue.records[0] ?? ""));
  const parent = plan.sections.get(first?.section ?? "");
  return h("div", {},
    h("p", { class: "crumb" }, h("a", { href: link({ of: "" }) }, "Priority areas"), " / ", plan.name(area.id)),
    h("h2", {}, ...(area.number ? [area.number, " "] : []), h("span", { class: "name" }, ...linked(plan, area.title, area.id, []))),
    parent ? h("p", { class: "note" }, "Section ", plan.heading(parent), first ? `, page ${first.pages}` : "") : null,
    figures([
      [rows.length, "rows", rowsWith({ area: [area.id] })],
      [leads.length, "bodies that lead", ""],
      [without.length, "rows without lead", rowsWith({ area: [area.id], lead: [NO_LEAD] })],
      [incoming.length, "rows elsewhere refer to it", rowsWith({ cites })],
      [issues.length, "open issues", rowsWith({ area: [area.id], issue: ["-open"] })],
    ]),
    section("Rows", rows.length ? [rowList(plan, rows, (row) => leadsOf(plan, row).flatMap((id) =>
      id === NO_LEAD ? [h("span", { class: "lost" }, "none printed")] : [term(plan, id), " "]), "Lead")] : [h("p", {}, "It has no row.")]),
    section("Relevant bodies", area.relevant.length ? [h("p", {}, ...area.relevant.flatMap((id) => [term(plan, id), " "]))]
      : [h("p", {}, "None is printed.")]),
    section("Referred to by", incoming.length ? [h("ul", { class: "plain" }, ...incoming.map(([row, r]) => h("li", {},
      h("a", { href: link({ ref: row.ref }) }, row.ref), ` “${r.printed}” `,
      h("span", { class: "note" }, plan.text(row, "activity")))))] : [h("p", {}, "No row of another area refers to it.")]),
    outgoing.length ? section("Refers to", [h("ul", { class: "plain" }, ...outgoing.map((r) => {
      const row = plan.rowsOf.get(r.from)?.[0];
      return h("li", {}, anchor(plan, r, nameOf(plan, r)), ` “${r.printed}”`,
        ...(row && r.from !== area.id ? [" in ", h("a", { href: link({ ref: row.ref }) }, row.ref)] : []));
    }))]) : null,
    issues.length ? section("Open issues", [issueList(issues)]) : null,
    first ? section("As printed", [h("div", { class: "crops" },
      ...crops(plan, plan.cells(first, "area", area.id), "priority area"),
      ...crops(plan, plan.cells(first, "relevant_bodies", area.id), "relevant bodies"))]) : null,
  );
}
