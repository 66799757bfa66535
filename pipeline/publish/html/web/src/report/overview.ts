/** Overview of the issues, and the meanings of the rules. */

import { h } from "../dom";
import { unappliedList } from "./dialogs";
import { EFFECTS, SEVERITIES, type Issue, type Report } from "./model";
import { rich } from "./rich";
import type { Store } from "./store";
import { link } from "./view";

/** Counts from which the heat map has its second and third colour. */
const STEPS = [2, 5];

const isOpen = (store: Store, issue: Issue): boolean => ["open", "faulty"].includes(store.status(issue));

export interface Changes {
  fresh: Set<string>;
  gone: string[];
  since: string;
}

export function overview(report: Report, store: Store, changes: Changes, compare: (file: File) => void): HTMLElement[] {
  const { issues } = report.packed;
  const cards = SEVERITIES.map((severity) => {
    const all = issues.filter((issue) => issue.severity === severity);
    const open = all.filter((issue) => isOpen(store, issue)).length;
    return h("a", { class: `card ${severity}`, href: link({ view: "", severity, state: "open", issue: "" }) },
      h("b", {}, open), ` open: ${severity}`, h("span", { class: "soft" }, `of ${all.length} · ${EFFECTS[severity]}`));
  });
  const file = h("input", { type: "file", id: "earlier", accept: ".csv", change: () => {
    const chosen = file.files?.[0];
    if (chosen) compare(chosen);
  } });
  return [
    h("section", { "aria-label": "Counts" }, h("h2", {}, "Overview"), h("div", { class: "cards" }, ...cards,
      h("a", { class: "card done", href: link({ view: "", state: "decided", severity: "", issue: "" }) },
        h("b", {}, store.decided), " decided", h("span", { class: "soft" }, `of ${issues.length}`))),
      h("p", { class: "forget" }, h("button", { type: "button", id: "forget", click: () => {
        if (confirm("Discard the decisions made in this browser? You can still undo it.")) store.forget();
      } }, "Discard the decisions made in this browser"))),
    ...(store.unapplied.length ? [unappliedList(store, store.unapplied)] : []),
    h("section", { "aria-label": "Changes" }, h("h2", {}, "What has changed"),
      ...(changes.since ? [
        h("p", {}, `${changes.fresh.size} new and ${changes.gone.length} gone since ${changes.since}. `,
          ...(changes.fresh.size ? [h("a", { href: link({ view: "", state: "new" }) }, "Show the new ones")] : [])),
        ...(changes.gone.length ? [h("p", { class: "soft" }, `Gone: ${changes.gone.join(", ")}`)] : []),
      ] : []),
      h("p", {}, h("label", { for: "earlier" }, "Compare with the issues.csv of an earlier publication "), file)),
    heat(report, store),
  ];
}

function heat(report: Report, store: Store): HTMLElement {
  const areas = [...report.packed.areas.map((area) => area.id), ""];
  const rules = Object.keys(report.packed.rules).filter((rule) => report.packed.issues.some((i) => i.rule === rule));
  const rows = rules.map((rule) => {
    const all = report.packed.issues.filter((issue) => issue.rule === rule);
    const open = all.filter((issue) => isOpen(store, issue));
    const severity = all[0]?.severity ?? "info";
    return { rule, severity, open };
  }).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.open.length - a.open.length);
  const cell = (rule: string, open: Issue[], area: string): HTMLElement => {
    const count = open.flatMap((issue) => issue.places.length && issue.areas.includes(area) ? [issue] : []).length;
    const step = count ? 1 + STEPS.filter((from) => count >= from).length : 0;
    const name = area ? report.area(area) : "outside the areas";
    return h("td", { class: `h${step}` }, count ? h("a", {
      href: link({ view: "", rule, area: area || "rest", state: "open", severity: "", q: "", body: "", issue: "" }),
      "aria-label": `${count} × ${report.title(rule)} in ${name}`,
    }, count) : null);
  };
  return h("section", { "aria-label": "Areas by rule" }, h("h2", {}, "Open issues by area"),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Heat map of areas by rule" },
      h("table", { class: "heat" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rule"), h("th", { scope: "col" }, "Open"),
          ...areas.map((area) => h("th", { scope: "col", title: report.areas.get(area)?.title ?? "" }, area ? report.area(area) : "rest")))),
        h("tbody", {}, ...rows.map(({ rule, severity, open }) => h("tr", {},
          h("th", { scope: "row" }, h("span", { class: `badge ${severity}` }, severity), " ",
            h("a", { href: link({ view: "rules", rule }) }, report.title(rule))),
          h("td", {}, open.length), ...areas.map((area) => cell(rule, open, area))))))));
}

export function rules(report: Report, wanted: string): HTMLElement[] {
  const found = new Set(report.packed.issues.map((issue) => issue.rule));
  const entry = ([code, rule]: [string, Report["packed"]["rules"][string]]): HTMLElement => {
    const details = h("details", { id: `rule-${code}`, "data-rule": code },
      h("summary", {}, h("span", { class: `badge ${rule.severity}` }, rule.severity), " ", h("b", {}, rule.title), " ", h("code", {}, code)),
      ...([["Why this severity", rule.why], ["For users of the data", rule.meaning], ["How it is found", rule.method],
        ["What you can do", rule.remedy], ["Example", rule.example]] as const).map(([name, text]) =>
        h("p", {}, h("b", {}, `${name}: `), ...rich(text))));
    details.open = code === wanted;
    return details;
  };
  const all = Object.entries(report.packed.rules);
  return [
    h("h2", {}, "Rules of the issues in this plan"), ...all.filter(([code]) => found.has(code)).map(entry),
    h("h2", {}, "Other rules"), ...all.filter(([code]) => !found.has(code)).map(entry),
  ];
}
