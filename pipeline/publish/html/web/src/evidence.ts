/** Show where a value is printed: its cell cut out of the page, or the page with the cell outlined. */

import type { Box, Cell, Plan } from "./data";
import { byId, h, svg, type Child } from "./dom";

/** Points shown around a cell. */
const MARGIN = 5;
/** Pixels a point of a cell that is cut out. */
const SCALE = 1.25;
/** Pixels; cells larger than this scroll. */
const HIGHEST = 240;
const WIDEST = 300;

/** Pictures of a value's cells; what to say where there are none. */
export function crops(plan: Plan, cells: Cell[], what: string, row: Box[] = []): Child[] {
  return cells.flatMap((cell) => crop(plan, cell, what, row) ?? []);
}

function crop(plan: Plan, { box, hasText }: Cell, what: string, row: Box[]): Child {
  const [number, x0, top, x1, bottom] = box;
  const page = plan.packed.pages[number];
  if (!page?.picture) return h("p", { class: "note" }, `Page ${number} `, pdfLink(number));
  const left = Math.max(0, x0 - MARGIN);
  const above = Math.max(0, top - MARGIN);
  const width = Math.min(page.width, x1 + MARGIN) - left;
  const height = Math.min(page.height, bottom + MARGIN) - above;
  const label = `Page ${number}: ${what} as printed${hasText ? "" : ", empty"}`;
  const picture = svg("svg", { viewBox: `${left} ${above} ${width} ${height}`, role: "img", "aria-label": label,
    width: Math.round(width * SCALE), height: Math.round(height * SCALE) },
  svg("image", { href: page.picture, width: page.width, height: page.height }),
  outline(box, "outline"));
  const scrolls = height * SCALE > HIGHEST || width * SCALE > WIDEST;
  return h("figure", { class: "crop" },
    h("div", { class: "paper", ...(scrolls ? { tabindex: 0, role: "group", "aria-label": label } : {}) }, picture),
    h("figcaption", {}, `Page ${number}${hasText ? "" : ", nothing printed"} `,
      h("button", { type: "button", "aria-label": `See the whole page ${number}: ${what}`,
        click: () => openPage(plan, box, what, row) }, "Whole page"), " ", pdfLink(number)));
}

function outline([, x0, top, x1, bottom]: Box, name: string): SVGElement {
  return svg("rect", { class: name, x: x0, y: top, width: x1 - x0, height: bottom - top });
}

/** A link to a page of the PDF, where it is published with the page. */
export function pdfLink(page: number, label = "PDF"): Child {
  const pdf = document.querySelector<HTMLLinkElement>('link[type="application/pdf"]');
  return pdf ? h("a", { href: `${pdf.getAttribute("href")}#page=${page}`,
    "aria-label": `Open the PDF at page ${page}` }, label) : null;
}

const ZOOMS = [1, 1.5, 2, 3];
let zoom = 0;

/** Show a page with a cell outlined, and the row; other pages can be turned to. */
export function openPage(plan: Plan, box: Box, what: string, row: Box[] = []): void {
  const dialog = byId<HTMLDialogElement>("sheet");
  const numbers = Object.keys(plan.packed.pages).map(Number).sort((a, b) => a - b);
  zoom = 0;
  const show = (number: number): void => {
    const page = plan.packed.pages[number];
    const at = numbers.indexOf(number);
    const isOwn = number === box[0];
    byId("sheet-title").textContent = `Page ${number}${isOwn ? `: ${what}` : ""}`;
    const button = (label: string, go: () => void, enabled: boolean): HTMLElement =>
      h("button", { type: "button", click: go, disabled: !enabled }, label);
    byId("sheet-tools").replaceChildren(
      button("Previous page", () => show(numbers[at - 1] ?? number), at > 0),
      button("Next page", () => show(numbers[at + 1] ?? number), at < numbers.length - 1),
      button("Smaller", () => resize(-1), true), button("Larger", () => resize(1), true),
      ...[pdfLink(number)].filter((node) => node !== null) as Node[]);
    byId("sheet-body").replaceChildren(page?.picture
      ? svg("svg", { viewBox: `0 0 ${page.width} ${page.height}`, role: "img",
        "aria-label": `Page ${number}${isOwn ? `, ${what} outlined` : ""}` },
      svg("image", { href: page.picture, width: page.width, height: page.height }),
      ...row.filter((part) => part[0] === number).map((part) => outline(part, "row-outline")),
      ...(isOwn ? [outline(box, "outline")] : []))
      : h("p", {}, "This file holds no picture of the page."));
    resize(0);
  };
  const resize = (by: number): void => {
    zoom = Math.max(0, Math.min(ZOOMS.length - 1, zoom + by));
    const picture = byId("sheet-body").querySelector("svg");
    if (picture) picture.style.width = `${100 * (ZOOMS[zoom] ?? 1)}%`;
  };
  show(box[0]);
  if (!dialog.open) dialog.showModal();
}

export function watchPage(): void {
  const dialog = byId<HTMLDialogElement>("sheet");
  byId("sheet-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
