/** The issues as a list: by effect, then by cause. Several can be selected and decided at once. */

import { h } from "../dom";
import { redraw } from "./focus";
import { EFFECTS, SEVERITIES, where, type Issue, type Report } from "./model";
import { rich } from "./rich";
import type { Status, Store } from "./store";
import { link, read, terms } from "./view";

/** Issues of a group that are listed before one asks for the others. */
const FIRST = 60;
export const STATUS: Record<Status, string> = {
  open: "", accept: "accepted", dismiss: "dismissed", correct: "corrected", faulty: "not finished",
};

/** Issues by effect, then by cause. */
export function grouped(issues: Issue[]): [key: string, issues: Issue[]][] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = `${issue.severity} ${issue.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), issue]);
  }
  const rank = ([, found]: [string, Issue[]]): number => SEVERITIES.indexOf(found[0]?.severity ?? "info");
  return [...groups].sort((a, b) => rank(a) - rank(b) || b[1].length - a[1].length);
}

export class IssueList {
  readonly element = h("div", { id: "list", tabindex: -1, role: "region", "aria-label": "Issues" });
  readonly selected = new Set<string>();
  private readonly folded = new Set<string>();
  private readonly whole = new Set<string>();
  private shown: Issue[] = [];

  constructor(
    private readonly report: Report, private readonly store: Store,
    private readonly fresh: Set<string>, private readonly changed: () => void,
  ) {}

  /** The listed issues, in order, those of folded groups too. */
  get order(): Issue[] {
    return grouped(this.shown).flatMap(([, issues]) => issues);
  }

  /** Fold or unfold the groups of issues. */
  fold(issues: Issue[], isFolded: boolean): void {
    for (const { severity, rule } of issues) this.folded[isFolded ? "add" : "delete"](`${severity} ${rule}`);
  }

  /** Open the group of an issue, so that it is listed. */
  reveal(issue: Issue): void {
    const key = `${issue.severity} ${issue.rule}`;
    this.folded.delete(key);
    const group = grouped(this.shown).find(([name]) => name === key)?.[1] ?? [];
    if (group.indexOf(issue) >= FIRST) this.whole.add(key);
  }

  show(issues: Issue[]): void {
    this.shown = issues;
    const known = new Set(issues.map((issue) => issue.id));
    for (const id of this.selected) if (!known.has(id)) this.selected.delete(id);
    const parts: HTMLElement[] = [];
    let severity = "";
    for (const [key, group] of grouped(this.shown)) {
      const first = group[0];
      if (!first) continue;
      if (first.severity !== severity) {
        severity = first.severity;
        const all = issues.filter((issue) => issue.severity === severity);
        parts.push(h("h2", { class: severity },
          h("span", { class: `badge ${severity}` }, severity), ` ${EFFECTS[first.severity]} `,
          h("span", { class: "count" }, `${this.open(all)} open`)));
      }
      parts.push(this.group(key, group));
    }
    const top = this.element.scrollTop;
    redraw(this.element, parts.length ? parts : [h("p", { class: "none" },
      this.report.packed.issues.length ? "No issue matches the filters." : "No issues were found.")]);
    this.element.scrollTop = top;
  }

  private open(issues: Issue[]): number {
    return issues.filter((issue) => ["open", "faulty"].includes(this.store.status(issue))).length;
  }

  private group(key: string, issues: Issue[]): HTMLElement {
    const rule = issues[0]?.rule ?? "";
    const title = this.report.title(rule);
    const isFolded = this.folded.has(key);
    const count = issues.filter((issue) => this.selected.has(issue.id)).length;
    const box = h("input", { type: "checkbox", "aria-label": `Select all: ${title}`, click: () => {
      for (const issue of issues) this.selected[count === issues.length ? "delete" : "add"](issue.id);
      this.changed();
    } });
    box.checked = count === issues.length;
    box.indeterminate = count > 0 && count < issues.length;
    const open = this.open(issues);
    const button = h("button", { type: "button", "data-name": "fold", "aria-expanded": String(!isFolded), click: () => {
      if (isFolded) this.folded.delete(key); else this.folded.add(key);
      this.changed();
    } }, h("span", { class: "title" }, title),
      h("span", { class: "count" }, open ? `${open} open of ${issues.length}` : `${issues.length} decided`));
    const listed = this.whole.has(key) ? issues : issues.slice(0, FIRST);
    const rest = issues.length - listed.length;
    return h("section", { class: "group", "data-rule": rule }, h("h3", {}, box, button),
      ...(isFolded ? [] : [
        h("ul", {}, ...listed.map((issue) => this.item(issue))),
        ...(rest ? [h("button", { type: "button", class: "more", click: () => {
          this.whole.add(key);
          this.changed();
          this.focus(issues[FIRST]);
        } }, `Show ${rest} more`)] : []),
      ]));
  }

  private item(issue: Issue): HTMLElement {
    const status = this.store.status(issue);
    const isOpen = read().issue === issue.id;
    const box = h("input", { type: "checkbox", "aria-label": `Select: ${issue.message}`, click: () => {
      this.toggle(issue.id);
    } });
    box.checked = this.selected.has(issue.id);
    const place = issue.places[0];
    const text = place?.marked || place?.before || "";
    return h("li", { class: `item ${status}`, "data-id": issue.id, "data-rule": issue.rule, "data-status": status }, box,
      h("a", { "data-name": "open", href: link({ issue: issue.id }), ...(isOpen ? { "aria-current": "true" } : {}) },
        h("span", { class: "message" }, ...rich(issue.message, terms(read().q))),
        h("span", { class: "where" }, where(this.report, issue),
          issue.places.length > 1 ? ` · ${issue.places.length} places` : "",
          text && !issue.message.includes(text.slice(0, 30)) ? ` · ${text.slice(0, 80)}` : ""),
        ...(this.fresh.has(issue.id) ? [h("span", { class: "new" }, "new")] : []),
        ...(status === "open" ? [] : [h("span", { class: `state ${status}` }, STATUS[status])])));
  }

  toggle(id: string): void {
    if (!this.selected.delete(id)) this.selected.add(id);
    this.changed();
  }

  /** Go to an issue in the list, or to the list. */
  focus(issue: Issue | undefined): void {
    const item = issue && this.element.querySelector<HTMLElement>(`[data-id="${CSS.escape(issue.id)}"] a`);
    (item ?? this.element).focus({ preventScroll: true });
    item?.scrollIntoView({ block: "center" });
  }

  /** Bring the open issue into view. */
  scroll(): void {
    this.element.querySelector("[aria-current]")?.closest("li")?.scrollIntoView({ block: "nearest" });
  }
}
