/** The state of the page. It is kept in the address, so that a view can be shared. */

const KEYS = [
  "view", "q", "section", "area", "body", "role", "type", "group", "issue", "cites", "row", "net",
] as const;
export type Key = (typeof KEYS)[number];
export type State = Record<Key, string>;

/** Keys that filter the rows. */
export const FILTERS: Key[] = [
  "q", "section", "area", "body", "role", "type", "group", "issue", "cites",
];

export function read(): State {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(KEYS.map((key) => [key, given.get(key) ?? ""])) as State;
}

/** The address of the present view with some changes. */
export function link(change: Partial<State>): string {
  const state = { ...read(), ...change };
  const params = new URLSearchParams();
  for (const key of KEYS) if (state[key]) params.set(key, state[key]);
  return `#${params}`;
}

/** Show another view; while the user types, the address is replaced to keep the history short. */
export function go(change: Partial<State>, replace = false): void {
  const address = link(change);
  if (address === (location.hash || "#")) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new Event("hashchange"));
}
