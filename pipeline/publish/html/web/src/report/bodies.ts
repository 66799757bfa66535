/** A field for a correction: bodies are offered while one types, and faults are told at once. */

import { h } from "../dom";
import { check, identifiers, suggestions } from "./check";
import type { Report } from "./model";

let number = 0;

export interface ValueField {
  element: HTMLElement;
  input: HTMLInputElement;
}

export interface ValueOptions {
  report: Report;
  target: string;
  label: string;
  value: string;
  /** Whether other fields have to be filled in, too: an empty one is no fault yet. */
  isOneOfSeveral?: boolean;
  typed: (value: string) => void;
  /** Enter in a field whose value can be published. */
  done: () => void;
}

export function valueField({ report, target, label, value, isOneOfSeveral = false, typed, done }: ValueOptions): ValueField {
  const id = `value-${(number += 1)}`;
  const isList = report.correctable.get(target)?.[1] === "bodies";
  const says = h("p", { class: "says", id: `${id}-says`, role: "status" });
  const list = h("ul", { class: "offers", id: `${id}-list`, role: "listbox", "aria-label": "Bodies", hidden: true });
  const input = h("input", {
    id, type: "text", value, autocomplete: "off", enterkeyhint: "next", spellcheck: isList ? "false" : "true",
    "aria-describedby": `${id}-says`,
    ...(isList ? {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": `${id}-list`, placeholder: "identifiers, such as SOMTC; AICHR",
    } : {}),
  });
  let at = -1;
  const say = (): void => {
    const isWaiting = isOneOfSeveral && !input.value.trim();
    const found = isWaiting ? null : check(report, target, input.value);
    input.setAttribute("aria-invalid", String(Boolean(found && input.value.trim())));
    says.classList.toggle("wrong", Boolean(found && input.value.trim()));
    says.replaceChildren(found ? `${found.fault[0]?.toUpperCase()}${found.fault.slice(1)}.` : told(report, isList, input.value));
    if (found?.better) {
      const { better } = found;
      says.append(" ", h("button", { type: "button", click: () => set(better) }, `Use “${better}”`));
    }
  };
  const set = (next: string): void => {
    input.focus();  // first: a field that has the focus is not drawn anew
    input.value = next;
    typed(next);
    say();
    close();
  };
  const close = (): void => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (body: string): void => {
    const kept = input.value.split(/[;,]/).slice(0, -1).map((part) => part.trim()).filter(Boolean);
    set([...kept, body].join("; "));
  };
  const offer = (): void => {
    if (!isList) return;
    const parts = input.value.split(/[;,]/);
    const last = (parts.pop() ?? "").trim();
    const found = suggestions(report, last, identifiers(report, parts.join(";"))).slice(0, 8);
    if (!found.length || (found.length === 1 && found[0]?.[0] === last)) return close();
    list.replaceChildren(...found.map(([body, name], index) => h("li", {
      id: `${id}-${index}`, role: "option", "aria-selected": "false", "data-body": body,
      mousedown: (event) => event.preventDefault(), click: () => choose(body),
    }, h("b", {}, body), ` ${name}`)));
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
  };
  const move = (by: number): void => {
    const options = [...list.children];
    if (list.hidden || !options.length) return offer();
    options[at]?.setAttribute("aria-selected", "false");
    at = (at + by + options.length) % options.length;
    const now = options[at];
    now?.setAttribute("aria-selected", "true");
    now?.scrollIntoView({ block: "nearest" });
    if (now) input.setAttribute("aria-activedescendant", now.id);
  };
  input.addEventListener("input", () => {
    typed(input.value);
    say();
    offer();
  });
  input.addEventListener("focus", () => offer());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const chosen = list.hidden ? undefined : list.children[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen instanceof HTMLElement) choose(chosen.dataset.body ?? "");
      else if (!check(report, target, input.value)) done();
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  say();
  return {
    input,
    element: h("div", { class: "value" }, h("label", { for: id }, label), h("div", { class: "combo" }, input, list), says),
  };
}

function told(report: Report, isList: boolean, value: string): string {
  if (!isList) return "";
  return identifiers(report, value).map((id) => report.bodies.get(id) ?? id).join("; ");
}
