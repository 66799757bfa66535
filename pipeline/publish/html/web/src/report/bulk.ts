/** Decide several selected issues at once. */

import { h } from "../dom";
import { valueField } from "./bodies";
import { check } from "./check";
import type { Issue, Report, Verdict } from "./model";
import type { Decision, Store } from "./store";

export interface Bulk {
  report: Report;
  store: Store;
  issues: Issue[];
  decided: (said: string) => void;
  cleared: () => void;
}

/** What is typed in the bar, which is drawn anew when the selection changes. */
const draft = { reason: "", value: "", isOpen: false };

export function bulkBar(bulk: Bulk): HTMLElement {
  const { report, store, issues } = bulk;
  const reason = h("input", { type: "text", value: draft.reason, placeholder: "for all of them", input: () => { draft.reason = reason.value; } });
  const finish = (verdict: string, changes: [string, Partial<Decision>][]): void => {
    store.decide(`${verdict} ${issues.length} issues`, changes);
    Object.assign(draft, { reason: "", value: "", isOpen: false });
    bulk.decided(`${issues.length} issues: ${verdict}. Undo with u.`);
  };
  const decide = (verdict: Verdict, valueOf: (issue: Issue) => string): void => finish(verdict, issues.flatMap((issue) => [
    ...store.targets(issue).slice(1).filter((target) => store.current(target).decision)
      .map((target): [string, Partial<Decision>] => [target, { decision: "" }]),
    [issue.id, { decision: verdict, value: valueOf(issue), note: draft.reason || store.current(issue.id).note }] as [string, Partial<Decision>],
  ]));
  const button = (label: string, click: () => void, name = ""): HTMLElement =>
    h("button", { type: "button", class: name, click }, label);
  const kinds = new Set(issues.map((issue) => report.correctable.get(issue.id)?.[1] ?? ""));
  const takesBodies = kinds.size === 1 && kinds.has("bodies");
  const hasCandidates = issues.every((i) => i.candidates[0] && !check(report, i.id, i.candidates[0]));
  const bar = h("div", { class: "bulk", role: "region", "aria-label": "Decide the selected issues" },
    h("p", {}, h("b", {}, `${issues.length} selected`), " ", button("Deselect", bulk.cleared, "plain")),
    h("label", {}, "Reason ", reason),
    h("p", { class: "verdicts" },
      button("Accept all", () => decide("accept", () => ""), "accept"),
      button("Dismiss all", () => decide("dismiss", () => ""), "dismiss"),
      ...(takesBodies ? [button("Correct all…", () => {
        draft.isOpen = true;
        bar.replaceWith(bulkBar(bulk));
        document.querySelector<HTMLInputElement>(".bulk .value input")?.focus();
      }, "correct")] : []),
      ...(hasCandidates ? [button("Correct each as suggested", () => decide("correct", (i) => i.candidates[0] ?? ""), "correct")] : [])));
  const first = issues[0];
  if (takesBodies && draft.isOpen && first) {
    const apply = (): void => {
      if (!check(report, first.id, draft.value)) decide("correct", () => draft.value);
    };
    bar.append(valueField({
      report, target: first.id, label: "Value for all of them", value: draft.value,
      typed: (value) => { draft.value = value; }, done: apply,
    }).element, button("Publish for all", apply, "correct"));
  }
  return bar;
}
