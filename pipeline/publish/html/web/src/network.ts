/** Networks: bodies and the areas they work in, or areas and the references between them. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY,
  type SimulationLinkDatum, type SimulationNodeDatum } from "d3-force";
import { scaleLinear, scaleSqrt } from "d3-scale";
import { natural, type Plan, type Row } from "./data";
import { h, svg } from "./dom";
import { link, pageOf, read } from "./state";

interface Node extends SimulationNodeDatum {
  id: string;
  label: string;
  name: string;
  kind: "body" | "area";
  weight: number;
}

interface Edge extends SimulationLinkDatum<Node> {
  source: Node;
  target: Node;
  kind: string;
  weight: number;
}

const WIDTH = 1000;
const HEIGHT = 640;
const MOST_NODES = 160;
const MOST_PAIRS = 200;

const KINDS = {
  "": ["Who works with whom", "Circles: bodies; the larger, the more rows they lead. Thick line: " +
    "they lead rows together; thin line: the one leads where the other is relevant."],
  areas: ["Bodies and areas", "Circles: bodies; squares: areas; the larger, the more links. Thick " +
    "line: the body leads rows; thin line: it is relevant."],
  references: ["Areas and references", "An arrow leads from an area to an area that its texts refer to."],
} as const;

export function network(plan: Plan, rows: Row[]): HTMLElement {
  const { net } = read();
  const kind = Object.hasOwn(KINDS, net) ? (net as keyof typeof KINDS) : "";
  const graph = new Graph(plan);
  if (kind === "references") graph.addReferences(rows);
  else if (kind === "areas") graph.addBodies(rows);
  else graph.addPartners(rows);
  const { nodes, edges } = graph.strongest(MOST_NODES);
  layOut(nodes, edges);
  const choice = (name: string, label: string): HTMLElement =>
    h("a", { class: "chip", href: link({ net: name }), "aria-current": String(name === kind) }, label);
  const drawn = nodes.length ? draw(nodes, edges) : h("p", {}, "These rows have no links to draw.");
  return h("div", {}, h("h2", {}, "Network"),
    h("p", {}, ...Object.entries(KINDS).flatMap(([name, [label]]) => [choice(name, label), " "])),
    h("p", { class: "note" }, `${KINDS[kind][1]} Select one for its page.`),
    drawn, kind === "" ? pairs(plan, rows) : null);
}

/** The pairs of bodies that lead rows together, as a table. */
function pairs(plan: Plan, rows: Row[]): HTMLElement {
  const found = new Map<string, { one: string; other: string; rows: Row[] }>();
  for (const row of rows) {
    const leads = [...row.leads].sort(natural);
    leads.forEach((one, at) => {
      for (const other of leads.slice(at + 1)) {
        const key = `${one}\t${other}`;
        const pair = found.get(key) ?? { one, other, rows: [] };
        pair.rows.push(row);
        found.set(key, pair);
      }
    });
  }
  const sorted = [...found.values()].sort((a, b) => b.rows.length - a.rows.length || natural(a.one, b.one)).slice(0, MOST_PAIRS);
  const body = (id: string): HTMLElement => h("a", { href: pageOf("bodies", id) }, plan.bodyName(id));
  return h("section", {}, h("h3", {}, "Lead together"), sorted.length
    ? h("div", { class: "wide", tabindex: 0, role: "group", "aria-label": "Bodies that lead together" },
      h("table", { class: "list" },
        h("thead", {}, h("tr", {}, ...["Body", "With", "Rows", "Which"].map((t) => h("th", { scope: "col" }, t)))),
        h("tbody", {}, ...sorted.map(({ one, other, rows: own }) => h("tr", {},
          h("td", {}, body(one)), h("td", {}, body(other)), h("td", { class: "number" }, own.length),
          h("td", {}, ...own.slice(0, 12).flatMap((row, at) =>
            [at ? ", " : "", h("a", { href: link({ ref: row.ref }) }, row.ref)]),
          own.length > 12 ? ` and ${own.length - 12} more` : "")))))) : h("p", {}, "No row has two lead bodies."));
}

class Graph {
  private readonly nodes = new Map<string, Node>();
  private readonly edges = new Map<string, Edge>();

  constructor(private readonly plan: Plan) {}

  addBodies(rows: Row[]): void {
    const seen = new Set<string>();
    for (const row of rows) {
      if (!seen.has(row.area)) {
        seen.add(row.area);
        for (const body of row.relevant) this.connect(this.body(body), this.area(row.area), "relevant");
      }
      for (const body of row.leads) this.connect(this.body(body), this.area(row.area), "lead");
    }
  }

  /** Bodies that lead rows together, and bodies that are relevant where others lead. */
  addPartners(rows: Row[]): void {
    const seen = new Set<string>();
    for (const row of rows) {
      for (const id of row.leads) this.body(id).weight += 1;
      const leads = [...row.leads].sort(natural);
      leads.forEach((one, at) => {
        for (const other of leads.slice(at + 1)) this.connect(this.body(one), this.body(other), "lead", false);
        for (const other of row.relevant) {
          const key = [row.area, one, other].join("\t");
          if (seen.has(key) || row.leads.includes(other)) continue;
          seen.add(key);
          this.connect(this.body(one), this.body(other), "relevant", false);
        }
      });
    }
  }

  addReferences(rows: Row[]): void {
    const seen = new Set<string>();
    for (const row of rows) {
      for (const id of [row.id, row.area, ...this.plan.parts(row)]) {
        if (seen.has(id)) continue;
        seen.add(id);
        for (const { kind, target } of this.plan.referencesFrom.get(id) ?? []) {
          if (kind !== "area" || !target || target === row.area) continue;
          this.connect(this.area(row.area), this.area(target), "reference");
        }
      }
    }
  }

  strongest(most: number): { nodes: Node[]; edges: Edge[] } {
    const nodes = [...this.nodes.values()]
      .sort((a, b) => b.weight - a.weight || natural(a.id, b.id)).slice(0, most);
    const kept = new Set(nodes);
    const edges = [...this.edges.values()].filter((e) => kept.has(e.source) && kept.has(e.target));
    return { nodes, edges };
  }

  private body(id: string): Node {
    return this.node(id, this.plan.bodyName(id), this.plan.bodies.get(id)?.name ?? id, "body");
  }

  private area(id: string): Node {
    return this.node(id, this.plan.name(id), this.plan.areas.get(id)?.title ?? id, "area");
  }

  private node(id: string, label: string, name: string, kind: "body" | "area"): Node {
    const key = `${kind}\t${id}`;
    const found = this.nodes.get(key) ?? { id, label, name, kind, weight: 0 };
    this.nodes.set(key, found);
    return found;
  }

  private connect(source: Node, target: Node, kind: string, weighs = true): void {
    const key = [source.kind, source.id, target.id, kind].join("\t");
    const edge = this.edges.get(key) ?? { source, target, kind, weight: 0 };
    this.edges.set(key, edge);
    edge.weight += 1;
    if (weighs) for (const node of [source, target]) node.weight += 1;
  }
}

/** Place the nodes. The layout is always the same, since d3-force uses no random numbers. */
function layOut(nodes: Node[], edges: Edge[]): void {
  forceSimulation(nodes)
    .force("link", forceLink<Node, Edge>(edges).distance(90).strength(0.2))
    .force("charge", forceManyBody().strength(-420))
    .force("collide", forceCollide(34))
    .force("x", forceX(0).strength(0.12))
    .force("y", forceY(0).strength(0.12))
    .stop()
    .tick(300);
  const x = scaleLinear(reach(nodes.map((node) => node.x ?? 0)), [40, WIDTH - 90]);
  const y = scaleLinear(reach(nodes.map((node) => node.y ?? 0)), [30, HEIGHT - 30]);
  for (const node of nodes) {
    node.x = x(node.x ?? 0);
    node.y = y(node.y ?? 0);
  }
}

function reach(values: number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least < most ? [least, most] : [least - 1, most + 1];
}

/** The ends of a line; it ends `short` units before its target, so that the arrow is visible. */
function ends({ source, target }: Edge, short: number): Record<string, number> {
  const [x1, y1, x2, y2] = [source.x ?? 0, source.y ?? 0, target.x ?? 0, target.y ?? 0];
  const left = Math.max(0, 1 - short / (Math.hypot(x2 - x1, y2 - y1) || 1));
  return { x1, y1, x2: x1 + (x2 - x1) * left, y2: y1 + (y2 - y1) * left };
}

function draw(nodes: Node[], edges: Edge[]): HTMLElement {
  const size = scaleSqrt([0, Math.max(...nodes.map((node) => node.weight))], [4, 20]);
  const lines = edges.map((edge) => svg("line", {
    class: `edge ${edge.kind}`, ...ends(edge, edge.kind === "reference" ? size(edge.target.weight) : 0),
    "stroke-width": edge.kind === "relevant" ? 0.6 : Math.min(1 + edge.weight / 2, 6),
    ...(edge.kind === "reference" ? { "marker-end": "url(#arrow)" } : {}),
  }));
  const marks = nodes.map((node) => {
    const r = size(node.weight);
    const [x, y] = [node.x ?? 0, node.y ?? 0];
    const shape = node.kind === "body"
      ? svg("circle", { cx: x, cy: y, r })
      : svg("rect", { x: x - r * 0.8, y: y - r * 0.8, width: r * 1.6, height: r * 1.6 });
    const mark = svg("a", {
      class: `node ${node.kind}`, href: pageOf(node.kind === "body" ? "bodies" : "areas", node.id),
      "aria-label": `${node.label}: ${node.name}`,
    }, svg("title", {}, `${node.label}: ${node.name}`), shape,
      svg("text", { x: x + r + 3, y: y + 4 }, node.label));
    const highlight = (isOn: boolean) => (): void => {
      edges.forEach((edge, index) => lines[index]?.classList.toggle(
        "on", isOn && (edge.source === node || edge.target === node)));
    };
    for (const event of ["mouseenter", "focus"]) mark.addEventListener(event, highlight(true));
    for (const event of ["mouseleave", "blur"]) mark.addEventListener(event, highlight(false));
    return mark;
  });
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Network" },
    svg("svg", { class: "network", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group",
      "aria-label": `Network of ${nodes.length} nodes and ${edges.length} links` },
      svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4,
        markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse" },
        svg("path", { d: "M0,0L8,4L0,8z" }))),
      ...lines, ...marks));
}
