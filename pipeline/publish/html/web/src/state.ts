/** The state of the page. It is kept in the address, so that a view can be shared. */

/** Filters that may hold several values. */
export const FACETS = [
  "lead", "relevant", "body", "area", "section", "group", "type", "output", "cites", "page", "issue",
] as const;
const SINGLE = ["view", "of", "q", "sort", "cols", "net", "ref"] as const;
export type Facet = (typeof FACETS)[number];
type Single = (typeof SINGLE)[number];
export type State = Record<Single, string> & Record<Facet, string[]>;

/** A state without any filter. */
export const NO_FILTERS: Partial<State> = {
  q: "", ...Object.fromEntries(FACETS.map((facet) => [facet, []])),
};

export function read(): State {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = {
    ...Object.fromEntries(SINGLE.map((key) => [key, given.get(key) ?? ""])),
    ...Object.fromEntries(FACETS.map((key) => [key, [...new Set(given.getAll(key).filter(Boolean))]])),
  } as State;
  return fromOldLink(state, given);
}

/** Links of earlier pages named a row by its identifier, and one body with its role. */
function fromOldLink(state: State, given: URLSearchParams): State {
  state.ref ||= given.get("row") ?? "";
  const role = given.get("role");
  const isLeaderless = state.body.includes("-");
  if (role !== "lead" && role !== "relevant" && !isLeaderless) return state;
  return { ...state, [role === "relevant" ? role : "lead"]: state.body, body: [] };
}

/** The address of the present view with some changes. */
export function link(change: Partial<State>): string {
  const state = { ...read(), ...change };
  const params = new URLSearchParams();
  for (const key of SINGLE) if (state[key]) params.set(key, state[key]);
  for (const key of FACETS) for (const value of state[key]) params.append(key, value);
  return `#${params}`;
}

/** The address of the list of rows with these filters only. */
export function rowsWith(filters: Partial<State>): string {
  return link({ ...NO_FILTERS, view: "", of: "", ref: "", sort: "", ...filters });
}

/** The address of the page of a body or an area. */
export function pageOf(view: "bodies" | "areas", of: string): string {
  return link({ view, of, ref: "" });
}

export function isFiltered(state: State): boolean {
  return state.q !== "" || FACETS.some((facet) => state[facet].length > 0);
}

/** Show another view; while the user types, the address is replaced to keep the history short. */
export function go(change: Partial<State>, replace = false): void {
  const address = link(change);
  if (address === (location.hash || "#")) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new Event("hashchange"));
}
