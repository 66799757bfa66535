/** A page of the plan with the place of an issue outlined; it can be enlarged and moved. */

import { h, svg } from "../dom";
import type { Corners, PageImage, Place } from "./model";

/** Points of the page around what is shown. */
const MARGIN = 10;
/** A box as wide as this share of the page is the page itself: it has no outline. */
const WHOLE = 0.95;
const SCALES = [1, 1.5, 2, 3, 4];

export type Zoom = "row" | "page" | number;
let zoom: Zoom = "row";

export function sheet(pages: Record<string, PageImage>, place: Place, source: string): HTMLElement {
  if (place.page === null) return h("p", { class: "nopage" }, "This issue has no place on a page.");
  const page = pages[place.page];
  if (!page?.picture) {
    return h("p", { class: "nopage" }, `Page ${place.page} is not in this file, to keep it small: see `,
      h("code", {}, `${source}, page ${place.page}`), ".");
  }
  const outline = outlined(page, place);
  const picture = svg("svg", {
    viewBox: `0 0 ${page.width} ${page.height}`, role: "img", "aria-label": described(place, outline),
  }, svg("image", { href: page.picture, width: page.width, height: page.height }),
    ...place.rows.map((box) => rect("row", box)), ...(outline ? [rect("place", outline)] : []));
  const paper = h("div", { class: "paper", tabindex: 0, role: "region", "aria-label": `Page ${place.page}` }, picture);
  const buttons = new Map<Zoom, HTMLButtonElement>();
  const show = (next: Zoom): void => {
    zoom = next;
    apply(paper, picture, page, place, outline, next);
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
    h("span", {}, `Page ${place.page}`), choice("row", "Row"), choice("page", "Whole page"),
    step(-1, "Smaller", "−"), step(1, "Larger", "+"));
  new ResizeObserver(() => apply(paper, picture, page, place, outline, zoom)).observe(paper);
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

/** The box to outline; none if the place is a whole page or outside of it. */
export function outlined(page: PageImage, { box }: Place): Corners | null {
  if (!box || box[0] >= page.width || box[1] >= page.height || box[2] <= 0 || box[3] <= 0) return null;
  return box[2] - box[0] >= WHOLE * page.width && box[3] - box[1] >= page.height / 2 ? null : box;
}

function described(place: Place, outline: Corners | null): string {
  const words = place.marked ? `: “${place.marked.slice(0, 60)}”` : "";
  return `Page ${place.page}${words}${outline ? ", outlined" : ""}`;
}

/** The part of the page to see: the rows of the place over their whole width. */
export function frame(page: PageImage, place: Place, outline: Corners | null): Corners {
  const boxes = [...place.rows, ...(outline ? [outline] : [])];
  if (!boxes.length) return [0, 0, page.width, page.height];
  return [
    Math.max(0, Math.min(...boxes.map((box) => box[0])) - MARGIN),
    Math.max(0, Math.min(...boxes.map((box) => box[1])) - MARGIN),
    Math.min(page.width, Math.max(...boxes.map((box) => box[2])) + MARGIN),
    Math.min(page.height, Math.max(...boxes.map((box) => box[3])) + MARGIN),
  ];
}

function apply(
  paper: HTMLElement, picture: SVGSVGElement, page: PageImage, place: Place, outline: Corners | null,
  now: Zoom,
): void {
  const { clientWidth, clientHeight } = paper;
  if (!clientWidth || !clientHeight) return;
  const around = frame(page, place, outline);
  // A narrow screen shows the place instead of its whole row, so that the words can be read.
  const narrow = outline && clientWidth < 0.7 * page.width;
  const [x0, , x1] = narrow ? frame(page, { ...place, rows: [] }, outline) : around;
  const whole = Math.min(clientWidth / page.width, clientHeight / page.height);
  const scale = now === "page" ? whole
    : now === "row" ? Math.min(2, Math.max(clientWidth / page.width, clientWidth / (x1 - x0)))
    : (clientWidth / page.width) * now;
  picture.style.width = `${page.width * scale}px`;
  picture.style.height = `${page.height * scale}px`;
  const target = outline ?? around;
  const middle = ([a, b]: [number, number], size: number): number => ((a + b) / 2) * scale - size / 2;
  const high = (around[3] - around[1]) * scale <= clientHeight;
  paper.scrollLeft = middle(narrow ? [target[0], target[2]] : [around[0], around[2]], clientWidth);
  paper.scrollTop = high ? middle([around[1], around[3]], clientHeight)
    : Math.min(around[1] * scale, Math.max(0, target[1] * scale - clientHeight / 3));
}
