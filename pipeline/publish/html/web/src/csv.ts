/** Write the rows shown as CSV, with the columns and rules of the published matrix.csv. */

import type { Plan, Row } from "./data";

// The same rule as in pipeline/publish/core/formulas.py; a test compares both.
const NUMBER = /^[+-]\d[\d.,]*%?$/;
const PROSE = /^[+-]\s+[^=|!"]*$/;
const CALL = /[\p{L}\p{N}_]\(/u;
const REACHES_OUT =
  /\b(?:call|dde|exec|filterxml|hyperlink|image|import\w+|register(?:\.id)?|rtd|sql\.request|webservice)\s*\(/i;

function looksLikeFormula(text: string): boolean {
  if (/^[=@\t\r]/.test(text)) return true;
  if (!/^[+-]/.test(text) || NUMBER.test(text)) return false;
  return !PROSE.test(text) || CALL.test(text) || REACHES_OUT.test(text);
}

/** A cell of a CSV file. */
export function field(value: string | number | null): string {
  let text = value === null ? "" : String(value);
  if (typeof value === "string" && looksLikeFormula(text.replace(/^'+/, ""))) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Undo what `field` did to a text that looks like a formula; see pipeline/formulas.py. */
export function restore(value: string): string {
  return value.startsWith("'") && looksLikeFormula(value.replace(/^'+/, "")) ? value.slice(1) : value;
}

/** Name of the column that notes which subset a file holds. */
export const QUERY_COLUMN = "subset_query";

/** The rows as CSV; of a subset, each row notes the query, so that no copy loses it. */
export function csv(plan: Plan, rows: Row[], query = ""): string {
  const lines = [plan.packed.columns, ...rows.map((row) => row.values)];
  const noted = query ? lines.map((line, at) => [...line, at ? query : QUERY_COLUMN]) : lines;
  return noted.map((line) => line.map(field).join(",")).join("\n") + "\n";
}

export function download(name: string, content: string | Blob): void {
  const blob = typeof content === "string"
    ? new Blob([content], { type: "text/csv;charset=utf-8" }) : content;
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
