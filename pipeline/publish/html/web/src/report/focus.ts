/** Draw parts of the page anew without losing the focus. */

const CONTROLS = "a[href], button, input, select, summary, [tabindex]";

/** Replace what is in an element; the focus stays at its control, or goes to the one in its place. */
export function redraw(root: HTMLElement, children: HTMLElement[]): void {
  const active = document.activeElement;
  const before = controls(root);
  const at = active ? before.indexOf(active as HTMLElement) : -1;
  const name = at < 0 || !active ? "" : nameOf(active as HTMLElement);
  root.replaceChildren(...children);
  if (at < 0) return;
  const after = controls(root);
  const next = after.find((control) => nameOf(control) === name) ?? after[Math.min(at, after.length - 1)];
  next?.focus({ preventScroll: true });
}

function controls(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => !control.matches(":disabled, [hidden]"));
}

/** A control's name, by which it is known again after it is drawn anew. */
function nameOf(control: HTMLElement): string {
  const owner = control.closest<HTMLElement>("[data-id], [data-rule]")?.dataset;
  const own = control.dataset.name ?? (control.id || control.getAttribute("aria-label") || control.textContent);
  return [owner?.id ?? owner?.rule ?? "", control.tagName, own].join("\n");
}
