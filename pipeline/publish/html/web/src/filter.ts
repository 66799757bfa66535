/** Select the rows that a view shows. */

import { fold, openIssues, type Plan, type Row } from "./data";
import type { State } from "./state";

export const NO_LEAD = "-";
/** Choices of the issue filter beside the rules: rows with a decided issue, with a corrected value. */
export const DECIDED = "-decided";
export const CORRECTED = "-corrected";

/** The words and "quoted phrases" of a query, folded. */
export function terms(query: string): string[] {
  const found = fold(query).matchAll(/"([^"]+)"?|(\S+)/g);
  return [...found].map((match) => (match[1] ?? match[2] ?? "").trim()).filter(Boolean);
}

export function matching(plan: Plan, state: State): Row[] {
  const wanted = terms(state.q);
  const tests: ((row: Row) => boolean)[] = [];
  if (state.section) tests.push((row) => row.section === state.section);
  if (state.area) tests.push((row) => row.area === state.area);
  if (state.body) tests.push((row) => hasBody(row, state.body, state.role));
  if (state.type) tests.push((row) => row.types.includes(state.type));
  if (state.group) tests.push((row) => row.groups.includes(state.group));
  if (state.issue) tests.push((row) => hasIssue(row, state.issue));
  if (state.cites) tests.push((row) => cites(plan, row, state.cites));
  if (wanted.length) {
    tests.push((row) => {
      const text = plan.searchable(row);
      return wanted.every((term) => text.includes(term));
    });
  }
  return plan.rows.filter((row) => tests.every((test) => test(row)));
}

function hasBody(row: Row, body: string, role: string): boolean {
  if (body === NO_LEAD) return row.leads.length === 0;
  const isLead = role !== "relevant" && row.leads.includes(body);
  return isLead || (role !== "lead" && row.relevant.includes(body));
}

export function hasIssue(row: Row, wanted: string): boolean {
  if (wanted === DECIDED) return [...row.own, ...row.shared].some((issue) => !issue.isOpen);
  if (wanted === CORRECTED) return Object.keys(row.corrected).length > 0;
  return openIssues(row).some((issue) => issue.rule === wanted);
}

function cites(plan: Plan, row: Row, target: string): boolean {
  const records = [row.id, row.area, ...plan.parts(row)];
  return records.some((id) => plan.referencesFrom.get(id)?.some((r) => r.target === target));
}
