/** Explain acronyms: on hover and focus in passing, on tap or click until dismissed. */

import type { Plan } from "./data";
import { byId, h } from "./dom";
import { pageOf } from "./state";

const KINDS: Record<string, string> = {
  annex: "body of the annex", proposed: "proposed body", sub_unit: "sub-unit",
  external: "body outside the annex", collective: "stands for several bodies",
  unlisted: "unlisted body",
};

export function kindOf(kind: string): string {
  return KINDS[kind] ?? kind;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

let pinned: HTMLElement | null = null;

/** A body's acronym, with its name to show. */
export function term(plan: Plan, id: string): HTMLElement {
  const body = plan.bodies.get(id);
  const short = plan.bodyName(id);
  if (!body) return h("span", { class: "term unknown" }, short);
  const label = body.name === short ? short : `${short}: ${body.name}`;
  const toggle = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
    if (pinned === button) hide();
    else show(plan, button, id, true);
  };
  // No button element: it is a box of its own, which a comma after it may not follow on the line.
  const button: HTMLElement = h("span", {
    role: "button", tabindex: 0, class: "term", "aria-label": label, "data-body": id,
    click: toggle,
    keydown: (event) => {
      if (["Enter", " "].includes((event as KeyboardEvent).key)) toggle(event);
    },
    pointerenter: (event) => {
      if ((event as PointerEvent).pointerType === "mouse" && !pinned) show(plan, button, id, false);
    },
    pointerleave: () => {
      if (!pinned) hide();
    },
    focus: () => {
      if (!pinned && button.matches(":focus-visible")) show(plan, button, id, false);
    },
    blur: () => {
      if (!pinned) hide();
    },
  }, short);
  return button;
}

function show(plan: Plan, button: HTMLElement, id: string, pin: boolean): void {
  const tip = byId("tip");
  const body = plan.bodies.get(id);
  if (!body) return;
  // A dialog makes everything outside of it inert: the tip moves to where the term is.
  (button.closest("dialog") ?? document.body).append(tip);
  const leads = plan.rows.filter((row) => row.leads.includes(id)).length;
  const areas = new Set(plan.rows.filter((r) => r.relevant.includes(id)).map((r) => r.area)).size;
  tip.replaceChildren(
    h("strong", {}, body.name),
    h("span", {}, [kindOf(body.kind), `leads ${counted(leads, "row")}`, `relevant in ${counted(areas, "area")}`].join(" · ")),
    h("a", { href: pageOf("bodies", id) }, `The page of ${plan.bodyName(id)}`));
  tip.hidden = false;
  tip.classList.toggle("pinned", pin);
  const at = button.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
  const isAbove = at.bottom + tip.offsetHeight + 8 > innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${isAbove ? at.top - tip.offsetHeight - 6 : at.bottom + 6}px`;
  button.setAttribute("aria-expanded", String(pin));
  if (pin) pinned = button;
}

export function hide(): void {
  byId("tip").hidden = true;
  pinned?.setAttribute("aria-expanded", "false");
  pinned = null;
}

/** Dismiss the explanation by a click elsewhere, by Escape, and when the page scrolls. */
export function watchTips(): void {
  addEventListener("pointerdown", (event) => {
    const isInside = event.target instanceof Element && event.target.closest("#tip, .term");
    if (!isInside) hide();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || byId("tip").hidden) return;
    event.preventDefault();
    event.stopPropagation();
    hide();
  }, true);
  addEventListener("scroll", hide, true);
  addEventListener("hashchange", hide);
}
