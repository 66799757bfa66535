/** Dialogs: the keys, and the merging of a file of decisions. */

import { h, type Child } from "../dom";
import type { Merge } from "./merge";
import { split, type Line } from "./model";
import type { Decision, Store, Unapplied } from "./store";

let number = 0;

/** Show a dialog; it is removed when it closes. */
export function open(title: string, content: Child[], className = ""): HTMLDialogElement {
  const id = `dialog-${(number += 1)}`;
  const close = h("button", { type: "button", class: "close", "aria-label": "Close", click: () => dialog.close() }, "×");
  const dialog = h("dialog", { "aria-labelledby": id, class: className, close: () => dialog.remove() },
    h("div", { class: "dialog-head" }, h("h2", { id }, title), close),
    h("div", { class: "dialog-body", tabindex: 0 }, ...content));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const KEYS: [string, string][] = [
  ["j, k", "next issue, previous issue"],
  ["a", "accept: known, leave it"],
  ["d", "dismiss: not a defect"],
  ["c", "correct: publish another value"],
  ["x", "select the issue, to decide several at once"],
  ["u", "undo"],
  ["/", "search"],
  ["Escape", "leave a field, or close"],
  ["?", "this list"],
];

export function help(store: Store): void {
  const on = h("input", { type: "checkbox", id: "keys-on", change: () => store.remember("keys", { on: on.checked }) });
  on.checked = store.recall("keys", { on: true }).on;
  open("Help", [
    h("p", {}, "After a decision the next open issue is shown. Everything is kept in this browser until you discard it; only the downloaded file counts for the next run."),
    h("h3", {}, "Keys of a keyboard"),
    h("table", { class: "keys" }, h("tbody", {}, ...KEYS.map(([keys, does]) =>
      h("tr", {}, h("th", { scope: "row" }, ...keys.split(", ").flatMap((key, i) => [i ? " " : null, h("kbd", {}, key)])), h("td", {}, does))))),
    h("label", {}, on, " Single letters decide and move (off for speech input)"),
  ]);
}

function told(made: Decision): Child[] {
  const value = made.decision === "correct" ? ` to “${made.value}”` : "";
  return [h("b", {}, made.decision), value, h("br"), h("span", { class: "soft" }, `${made.by}, ${made.date}`),
    ...(made.note ? [h("br"), h("span", { class: "soft" }, made.note)] : [])];
}

/** Show what a loaded file would change; nothing changes before one agrees. */
export function askToMerge(store: Store, merge: Merge, done: (said: string) => void): void {
  const { fresh, same, conflicts, unapplied, faults, name } = merge;
  const takeTheirs = new Set<string>();
  const radios: [HTMLInputElement, HTMLInputElement, string][] = [];
  const rows = conflicts.map(({ target, mine, theirs }, index) => {
    const radio = (label: string, isTheirs: boolean): HTMLInputElement => {
      const input = h("input", { type: "radio", name: `conflict-${index}`, "aria-label": `${label}: ${target}`,
        change: () => takeTheirs[isTheirs ? "add" : "delete"](target) });
      input.checked = !isTheirs;
      return input;
    };
    const [one, other] = [radio("keep mine", false), radio("take the file’s", true)];
    radios.push([one, other, target]);
    return h("tr", {},
      h("th", { scope: "row" }, store.report.issueOf(target)?.message ?? target,
        ...(split(target)[1] ? [h("br"), h("code", {}, split(target)[1])] : [])),
      h("td", {}, h("label", {}, one, " ", h("span", {}, ...told(mine)))),
      h("td", {}, h("label", {}, other, " ", h("span", {}, ...told(theirs)))));
  });
  const all = (isTheirs: boolean): void => {
    for (const [one, other, target] of radios) {
      (isTheirs ? other : one).checked = true;
      takeTheirs[isTheirs ? "add" : "delete"](target);
    }
  };
  const take = (): void => {
    const chosen = conflicts.filter(({ target }) => takeTheirs.has(target));
    if (unapplied.length) store.setAside(unapplied, `lines of ${name}`);
    store.decide(`merge ${name}`, [
      ...fresh, ...same, ...chosen.map(({ target, theirs }): [string, Decision] => [target, theirs]),
    ]);
    dialog.close();
    done(`${name}: ${fresh.length + chosen.length} decisions taken over, ${same.length} the same, ${unapplied.length} not applied.`);
  };
  const list = (title: string, lines: string[]): HTMLElement[] => lines.length
    ? [h("h3", {}, title), h("ul", {}, ...lines.map((text) => h("li", {}, text)))] : [];
  const isEmpty = !fresh.length && !same.length && !conflicts.length && !unapplied.length;
  const dialog = open(`Merge ${name}`, [
    isEmpty ? h("p", {}, "The file holds no decision that can be read.") : null,
    h("p", { class: "figures" }, ...figures([
      [fresh.length, "new here"], [same.length, "the same"], [conflicts.length, "contradict yours"],
      [unapplied.length, "do not apply"], [faults.length, "cannot be read"],
    ])),
    ...(conflicts.length ? [
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Decisions that contradict each other" },
        h("table", { class: "conflicts" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Issue"),
          h("th", { scope: "col" }, "Yours"), h("th", { scope: "col" }, `In ${name}`))), h("tbody", {}, ...rows))),
      h("p", {}, h("button", { type: "button", click: () => all(false) }, "Keep all of mine"), " ",
        h("button", { type: "button", click: () => all(true) }, "Take all of the file’s")),
    ] : []),
    ...list("They do not apply, and stay as lines of the file", unapplied.map(({ row, reason }) => `${row[0]} (${row[1]}, ${row[3]}): ${reason}`)),
    ...list("Lines that cannot be read", faults),
    h("p", { class: "actions" }, isEmpty ? null : h("button", { type: "button", class: "main", click: take }, "Merge"), " ",
      h("button", { type: "button", click: () => dialog.close() }, "Leave everything as it is")),
  ], "wide");
}

function figures(counts: [number, string][]): HTMLElement[] {
  return counts.filter(([count]) => count).map(([count, what]) => h("span", {}, h("b", {}, count), ` ${what}`));
}

/** The lines that are not applied, with reasons; each can be removed from the file. */
export function unappliedList(store: Store, items: Unapplied[]): HTMLElement {
  const item = (one: Unapplied): HTMLElement => h("li", {}, h("code", {}, one.row[0]),
    ` ${described(one.row)}: ${one.reason} `,
    h("button", { type: "button", click: () => store.drop([one]) }, "Remove the line"));
  return h("section", { class: "unapplied", "aria-label": "Decisions that were not applied" },
    h("h2", {}, "Decisions that were not applied"),
    h("p", { class: "soft" }, "They stay in the file that you download until you remove them, or decide the issue again."),
    h("ul", {}, ...items.map(item)));
}

function described([, verdict, value, by, date]: Line): string {
  return `(${verdict}${value ? ` “${value}”` : ""}, ${by}, ${date})`;
}
