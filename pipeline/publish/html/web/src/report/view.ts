/** What is shown: view, filters and open issue. Kept in the address, and for the next visit. */

import { fold } from "../data";
import type { Issue, Report } from "./model";
import type { Store } from "./store";

const KEYS = ["view", "q", "state", "severity", "rule", "area", "body", "issue"] as const;
export type Key = (typeof KEYS)[number];
export type View = Record<Key, string>;
export const FILTERS: Key[] = ["q", "state", "severity", "rule", "area", "body"];
/** The view without filters. */
export const CLEARED = Object.fromEntries(FILTERS.map((key) => [key, ""])) as Partial<View>;

let store: Store | undefined;

/** Bring back the last view, unless the address names one. */
export function start(kept: Store): void {
  store = kept;
  const legacy = location.hash.slice(1);
  if (legacy && !legacy.includes("=")) {
    const isRule = legacy.startsWith("rule-");
    replace(isRule ? { view: "rules", rule: legacy.slice(5) } : { issue: legacy });
  } else if (!legacy) replace(kept.recall<Partial<View>>("view", {}));
}

function replace(change: Partial<View>): void {
  history.replaceState(null, "", link(change));
}

export function read(): View {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(KEYS.map((key) => [key, given.get(key) ?? ""])) as View;
}

export function link(change: Partial<View>): string {
  const state = { ...read(), ...change };
  const params = new URLSearchParams();
  for (const key of KEYS) if (state[key]) params.set(key, state[key]);
  return `#${params}`;
}

/** Show something else. Only another view is a step in the browser's history. */
export function go(change: Partial<View>): void {
  const address = link(change);
  if (address === (location.hash || "#")) return;
  const isStep = change.view !== undefined && change.view !== read().view;
  history[isStep ? "pushState" : "replaceState"](null, "", address);
  dispatchEvent(new Event("hashchange"));
}

export function keep(): void {
  store?.remember("view", read());
}

/** The words of the search; each has to be in an issue. */
export function terms(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}

/** Issues that fit the filters, without one of them for its counts. */
export function fitting(
  report: Report, kept: Store, fresh: Set<string>, view: View, without?: Key,
): Issue[] {
  const on = (key: Key): string => (key === without ? "" : view[key]);
  const words = terms(on("q"));
  return report.packed.issues.filter((issue) => {
    const state = on("state");
    const status = kept.status(issue);
    const hasState = !state || status === state
      || (state === "open" && status === "faulty")
      || (state === "decided" && !["open", "faulty"].includes(status))
      || (state === "new" && fresh.has(issue.id));
    return hasState
      && (!on("severity") || issue.severity === on("severity"))
      && (!on("rule") || issue.rule === on("rule"))
      && (!on("area") || issue.areas.includes(on("area") === "rest" ? "" : on("area")))
      && (!on("body") || issue.bodies.includes(on("body")))
      && words.every((word) => report.text(issue).includes(word));
  });
}
