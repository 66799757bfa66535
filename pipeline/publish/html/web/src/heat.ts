/** Heat map of bodies and areas: where a body is relevant, and how many rows it leads. */

import { scaleSequential } from "d3-scale";
import { natural, type Plan, type Row } from "./data";
import { h } from "./dom";
import { pageOf, rowsWith, type State } from "./state";

/** Larger heat maps are illegible. */
const MOST_BODIES = 80;
const MOST_AREAS = 120;

export function heat(plan: Plan, rows: Row[]): HTMLElement {
  const leads = new Map<string, number>();
  const relevant = new Set<string>();
  const weight = new Map<string, number>();
  const areas = new Set<string>();
  const corrected = new Set<string>();
  const add = (body: string, by: number): void => {
    weight.set(body, (weight.get(body) ?? 0) + by);
  };
  for (const row of rows) {
    for (const column of ["relevant_bodies", "lead_bodies"]) {
      for (const { bodies } of row.corrected[column] ?? []) {
        for (const body of bodies) corrected.add(`${body}\t${placeOf(row)}`);
      }
    }
    if (!areas.has(placeOf(row))) {
      areas.add(placeOf(row));
      for (const body of row.relevant) {
        relevant.add(`${body}\t${placeOf(row)}`);
        add(body, 1);
      }
    }
    for (const body of row.leads) {
      const key = `${body}\t${placeOf(row)}`;
      leads.set(key, (leads.get(key) ?? 0) + 1);
      add(body, 1);
    }
  }
  const printed = [...plan.areas.keys(), ...plan.sections.keys()];
  const order = new Map(printed.map((id, at) => [id, at]));
  const columns = [...areas].sort((a, b) => (order.get(a) ?? -1) - (order.get(b) ?? -1)).slice(0, MOST_AREAS);
  const lines = [...weight].sort((a, b) => b[1] - a[1] || natural(a[0], b[0]));
  const colour = scaleSequential((t: number) => `hsl(176 60% ${74 - 44 * t}%)`)
    .domain([1, Math.max(2, ...leads.values())]);

  const cell = (body: string, area: string): HTMLElement => {
    const count = leads.get(`${body}\t${area}`) ?? 0;
    const isRelevant = relevant.has(`${body}\t${area}`);
    if (!count && !isRelevant) return h("td");
    const isCorrected = corrected.has(`${body}\t${area}`);
    const role = [isRelevant ? "relevant" : "", count ? `leads ${count}` : "",
      isCorrected ? "corrected" : ""].filter(Boolean);
    const label = `${plan.bodyName(body)}, ${plan.name(area)}: ${role.join(", ")}`;
    const found = h("td", { class: count ? "" : "relevant" }, h("a", {
      href: rowsWith({ ...within(plan, area), ...(count ? { lead: [body] } : { relevant: [body] }) }), title: label,
      "aria-label": label,
    }, count ? String(count) : "•"));
    if (isCorrected) found.classList.add("by-reviewer");
    if (count) {
      found.style.background = colour(count);
      if (!isRelevant && plan.hasRelevant) found.classList.add("not-relevant");
    }
    return found;
  };
  const cut = lines.length > MOST_BODIES || areas.size > MOST_AREAS
    ? h("p", {}, `Only the ${MOST_BODIES} bodies named most and the first ${MOST_AREAS} ${plan.areas.size ? "areas" : "sections"} ` +
      "are shown; use the filters to see others.") : null;
  return h("div", {}, h("h2", {}, "Heat map"),
    h("p", { class: "note" }, plan.areas.size ? "Bodies and areas. Number: rows that the body leads in the area"
      : "Bodies and sections. Number: rows that the body leads in the section", plan.hasRelevant
      ? "; dot: the body is relevant; red edge: it leads rows, but is not among the relevant bodies" : "",
    "; underlined: a reviewer corrected the printed text. Select a cell to see its rows."),
    cut,
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Heat map" },
      h("table", { class: "heat" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Body"),
          ...columns.map((area) => h("th", { scope: "col", title: nameOf(plan, area) }, h("a", {
            href: plan.areas.has(area) ? pageOf("areas", area) : rowsWith(within(plan, area)),
          }, plan.name(area)))))),
        h("tbody", {}, ...lines.slice(0, MOST_BODIES).map(([body]) => h("tr", {},
          h("th", { scope: "row", title: plan.bodies.get(body)?.name ?? body },
            h("a", { href: pageOf("bodies", body) }, plan.bodyName(body))),
          ...columns.map((area) => cell(body, area))))),
      )),
  );
}

/** The area of a row; its section, where it has none. */
function placeOf({ area, section }: Row): string {
  return area || section;
}

function within(plan: Plan, id: string): Partial<State> {
  return plan.areas.has(id) ? { area: [id] } : id ? { section: [id] } : {};
}

function nameOf(plan: Plan, id: string): string {
  const part = plan.areas.get(id) ?? plan.sections.get(id);
  return part ? plan.heading(part) : "outside the areas and sections";
}
