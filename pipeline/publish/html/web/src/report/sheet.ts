/** A page of the plan with the place of an issue outlined; it can be enlarged and moved. */

import { h, svg } from "../dom";
import { redraw } from "./focus";
import type { Corners, PageImage, Place } from "./model";

/** Points of the page around what is shown. */
const MARGIN = 10;
/** A box as wide as this share of the page is the page itself: it has no outline. */
const WHOLE = 0.95;
/** Pixels a point from which a page is legible. */
const LEGIBLE = 0.75;
/** Pixels a point beyond which a row is not enlarged. */
const LARGEST = 1.25;
const SCALES = [1, 1.5, 2, 3, 4];

export type Zoom = "row" | "page" | number;
let zoom: Zoom = "row";

/** The page of a place. Where its row goes on on other pages, these can be shown instead. */
export function sheet(pages: Record<string, PageImage>, place: Place, source: string): HTMLElement {
  if (place.page === null) return h("p", { class: "nopage" }, "This issue has no place on a page.");
  const numbers = [...new Set([place.page, ...place.rows.map((box) => box[0])])]
    .filter((number) => number === place.page || pages[number]?.picture).sort((a, b) => a - b);
  const frame = h("div", { class: "frame" });
  const show = (number: number): void => {
    const others = numbers.map((other) => h("button", {
      type: "button", "aria-pressed": String(other === number), click: () => show(other),
    }, `Page ${other}`));
    redraw(frame, [one(pages[number], number, place, source, numbers.length > 1 ? others : [])]);
  };
  show(place.page);
  return frame;
}

/** One page, with what is outlined there. */
interface Sight {
  page: PageImage;
  outline: Corners | null;
  rows: Corners[];
}

function one(
  page: PageImage | undefined, number: number, place: Place, source: string, others: HTMLElement[],
): HTMLElement {
  if (!page?.picture) {
    return h("p", { class: "nopage" }, `Page ${number} is not in this file, to keep it small: see `,
      h("code", {}, `${source}, page ${number}`), ".");
  }
  const sight = sightOf(page, number, place);
  const picture = svg("svg", {
    viewBox: `0 0 ${page.width} ${page.height}`, role: "img", "aria-label": described(number, place, sight),
  }, svg("image", { href: page.picture, width: page.width, height: page.height }),
    ...sight.rows.map((box) => rect("row", box)), ...(sight.outline ? [rect("place", sight.outline)] : []));
  const paper = h("div", { class: "paper", tabindex: 0, role: "region", "aria-label": `Page ${number}` }, picture);
  const buttons = new Map<Zoom, HTMLButtonElement>();
  const show = (next: Zoom): void => {
    zoom = next;
    apply(paper, picture, sight, next);
    for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === next));
  };
  const choice = (name: Zoom, label: string): HTMLButtonElement => {
    const button = h("button", { type: "button", click: () => show(name) }, label);
    buttons.set(name, button);
    return button;
  };
  const step = (by: number, label: string, sign: string): HTMLButtonElement =>
    h("button", { type: "button", "aria-label": label, click: () => show(scaled(zoom, by)) }, sign);
  const bar = h("div", { class: "zoom", role: "group", "aria-label": "Size of the page" },
    ...(others.length ? others : [h("b", {}, `Page ${number}`)]), h("span", { class: "gap" }), choice("row", "Row"), choice("page", "Whole page"),
    step(-1, "Smaller", "−"), step(1, "Larger", "+"));
  new ResizeObserver(() => apply(paper, picture, sight, zoom)).observe(paper);
  show(zoom);
  return h("figure", { class: "sheet" }, h("figcaption", {}, bar), paper);
}

function scaled(now: Zoom, by: number): number {
  const at = typeof now === "number" ? SCALES.indexOf(now) : 0;
  return SCALES[Math.min(SCALES.length - 1, Math.max(0, at + by))] ?? 1;
}

function rect(name: string, [x0, top, x1, bottom]: Corners): SVGElement {
  return svg("rect", { class: name, x: x0, y: top, width: Math.max(2, x1 - x0), height: Math.max(2, bottom - top) });
}

/** What is outlined on a page. A place that is a whole page, or outside of it, is not. */
export function sightOf(page: PageImage, number: number, place: Place): Sight {
  const rows = place.rows.filter((box) => box[0] === number).map(([, ...corners]): Corners => corners);
  const box = number === place.page ? place.box : null;
  const isOutside = box && (box[0] >= page.width || box[1] >= page.height || box[2] <= 0 || box[3] <= 0);
  const isWhole = box && box[2] - box[0] >= WHOLE * page.width && box[3] - box[1] >= page.height / 2;
  return { page, outline: isOutside || isWhole ? null : box, rows };
}

function described(number: number, place: Place, { outline }: Sight): string {
  const words = place.marked ? `: “${place.marked.slice(0, 60)}”` : "";
  return `Page ${number}${words}${outline ? ", outlined" : ""}`;
}

/** The part of the page to see: the rows of the place over their whole width. */
export function frame({ page, rows, outline }: Sight, margin = MARGIN): Corners {
  const boxes = [...rows, ...(outline ? [outline] : [])];
  if (!boxes.length) return [0, 0, page.width, page.height];
  return [
    Math.max(0, Math.min(...boxes.map((box) => box[0])) - margin),
    Math.max(0, Math.min(...boxes.map((box) => box[1])) - margin),
    Math.min(page.width, Math.max(...boxes.map((box) => box[2])) + margin),
    Math.min(page.height, Math.max(...boxes.map((box) => box[3])) + margin),
  ];
}

/** Size the picture, and move it so that the place is in view. */
function apply(paper: HTMLElement, picture: SVGSVGElement, sight: Sight, now: Zoom): void {
  const { clientWidth, clientHeight } = paper;
  if (!clientWidth || !clientHeight) return;
  const { page, outline, rows } = sight;
  const around = frame(sight);
  const fit = clientWidth / page.width;
  // A narrow screen shows the place instead of its whole row, so that the words can be read.
  const isNarrow = outline !== null && fit < LEGIBLE;
  const [x0, top, x1, bottom] = isNarrow ? frame({ page, outline, rows: [] }) : around;
  const scale = now === "page" ? Math.min(fit, clientHeight / page.height)
    : typeof now === "number" ? fit * now
    : isNarrow ? Math.max(fit, Math.min(LARGEST, clientWidth / (x1 - x0)))
    : rows.length ? clientWidth / (x1 - x0) : fit;
  picture.style.width = `${page.width * scale}px`;
  picture.style.height = `${page.height * scale}px`;
  paper.scrollLeft = ((x0 + x1) / 2) * scale - clientWidth / 2;
  const isHigh = (bottom - top) * scale > clientHeight;
  paper.scrollTop = isHigh ? (outline ? outline[1] - MARGIN : top) * scale : ((top + bottom) / 2) * scale - clientHeight / 2;
}
