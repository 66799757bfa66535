/** The values to publish for an issue: one, or one for each of its places. */

import { h } from "../dom";
import { valueField } from "./bodies";
import { check } from "./check";
import { split, type Issue, type Report } from "./model";
import type { Store } from "./store";

/** Characters of the printed words that tell a place's field from others. */
const SHORT = 30;

export interface Values {
  report: Report;
  store: Store;
  issue: Issue;
  targets: string[];
  note: () => string;
  /** Show the place whose value is being typed. */
  seen: (record: string) => void;
  done: () => void;
}

/** The field of each target. What is typed for one place can be set for its likes, or for all. */
export function valueFields(values: Values): HTMLElement[] {
  const { report, store, issue, targets } = values;
  const isOneOfSeveral = targets.length > 1;
  const fields = targets.map((target, index) => {
    const same = h("p", { class: "same" });
    const offer = (): void => same.replaceChildren(...sameButtons(values, target));
    const field = valueField({
      report, target, label: labelled(issue, target), value: store.current(target).value, isOneOfSeveral,
      typed: (value) => {
        const isEmpty = !value.trim() && isOneOfSeveral;
        store.type(target, { decision: isEmpty ? "" : "correct", value, note: values.note() });
        offer();
        same.scrollIntoView({ block: "nearest" });
      },
      done: () => {
        const next = fields[index + 1];
        if (next) next.input.focus();
        else values.done();
      },
    });
    if (isOneOfSeveral) {
      field.element.append(same);
      field.input.addEventListener("focus", () => {
        values.seen(split(target)[1]);
        for (const other of document.querySelectorAll("#issue .same")) other.replaceChildren();
        offer();
      });
    }
    return field;
  });
  return fields.map((field) => field.element);
}

function labelled(issue: Issue, target: string): string {
  const record = split(target)[1];
  const place = issue.places.find((one) => one.record === record);
  if (place) return `${place.marked ? `“${place.marked.slice(0, SHORT)}” · ` : ""}${place.label}`;
  const count = issue.places.length;
  return count > 1 ? `Value to publish at all ${count} places` : "Value to publish";
}

/** The words that the places of a target print. */
function printed(issue: Issue, target: string): string {
  const record = split(target)[1];
  return issue.places.filter((one) => one.record === record).map((one) => one.marked).join("\n");
}

function sameButtons({ report, store, issue, targets, note }: Values, target: string): HTMLElement[] {
  const value = store.current(target).value;
  const words = printed(issue, target);
  const alike = targets.filter((other) => words && printed(issue, other) === words);
  const button = (to: string[], label: string): HTMLElement[] => {
    const isOffered = to.length > 1 && to.every((other) => !check(report, other, value))
      && to.some((other) => store.current(other).value !== value);
    return isOffered ? [h("button", { type: "button", click: () => {
      store.decide(`correct ${issue.id}`, to.map((other) => [other, { decision: "correct", value, note: note() }]));
      goOn();
    } }, label)] : [];
  };
  return [
    ...(alike.length < targets.length ? button(alike, `Same value for the ${alike.length} places with “${words.slice(0, SHORT)}”`) : []),
    ...button(targets, `Same value for all ${targets.length} places`),
  ];
}

/** Go to the first field without a value, else to the button that leads on. */
function goOn(): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>("#issue .value input")];
  (inputs.find((input) => !input.value.trim()) ?? document.querySelector<HTMLElement>("#issue .next"))?.focus();
}
