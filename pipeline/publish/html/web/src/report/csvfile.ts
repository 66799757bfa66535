/** Read and write decisions.csv, by the same rules as the pipeline. */

import Papa from "papaparse";
import { field, restore } from "../csv";
import type { Line } from "./model";

const COLUMNS = ["issue_id", "decision", "value", "decided_by", "date", "note", "ground"] as const;
const REQUIRED = ["issue_id", "decision", "decided_by", "date"];
/** As in the pipeline: settings and decisions are no larger. */
const MAX_BYTES = 16 * 2 ** 20;
const VERDICTS = ["accept", "dismiss", "correct"];

export interface Loaded {
  name: string;
  lines: Line[];
  /** Lines that the pipeline would refuse, each with its number. */
  faults: string[];
}

export function write(rows: Line[]): string {
  const cells = rows.map((row) => row.map((cell) => field(cell.trim())).join(","));
  return [COLUMNS.join(","), ...cells].join("\n") + "\n";
}

export async function readFile(file: File): Promise<Loaded> {
  if (file.size > MAX_BYTES) return { name: file.name, lines: [], faults: ["larger than 16 MiB"] };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le"
    : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return { name: file.name, ...parse(new TextDecoder(encoding, { fatal: true }).decode(bytes)) };
  } catch {
    return { name: file.name, lines: [], faults: [`not ${encoding.toUpperCase()} text`] };
  }
}

export function parse(text: string): Omit<Loaded, "name"> {
  const first = text.trimStart().split("\n", 1)[0] ?? "";
  const count = (mark: string): number => first.split(mark).length;
  const delimiter = [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  const lines: Line[] = [];
  const faults: string[] = [];
  let header: string[] = [];
  let at = 0;
  let number = 0;
  Papa.parse(text, {
    delimiter,
    step: ({ data, errors, meta }) => {
      const start = number + 1;
      number += text.slice(at, meta.cursor).split("\n").length - 1;
      at = meta.cursor;
      if (errors.length) faults.push(`line ${start}: ${errors[0]?.message ?? "invalid CSV"}`);
      else if (data.some((cell) => cell.trim())) {
        const names = data.map((cell) => cell.trim().toLowerCase());
        if (REQUIRED.every((name) => names.includes(name))) header = names;
        else if (header.length) take(start, data, header, lines, faults);
        else faults.push(`line ${start}: the columns ${COLUMNS.join(", ")} are expected`);
      }
    },
  });
  return header.length ? { lines, faults } : { lines: [], faults: faults.slice(0, 1) };
}

function take(number: number, data: string[], header: string[], lines: Line[], faults: string[]): void {
  const cell = (name: string): string => restore((data[header.indexOf(name)] ?? "").trim());
  const date = readDate(cell("date"));
  const verdict = cell("decision").toLowerCase();
  const fault = data.slice(header.length).some((extra) => extra.trim()) ? "has more values than the header"
    : !cell("issue_id") ? "issue_id is empty"
    : !VERDICTS.includes(verdict) ? `decision is “${cell("decision")}”, not ${VERDICTS.join(", ")}`
    : verdict === "correct" && !cell("value") ? "correct has no value"
    : !cell("decided_by") ? "decided_by is empty"
    : !date ? `date is “${cell("date")}”; a date like 2021-05-31 is expected`
    : "";
  if (fault) faults.push(`line ${number}: ${fault}`);
  else lines.push([
    cell("issue_id"), verdict, cell("value"), cell("decided_by"), date, cell("note"), cell("ground"),
  ]);
}

/** A date in ISO 8601; empty if it is none, or may mean two days. */
export function readDate(text: string): string {
  const first = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(text);
  const last = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?$/.exec(text);
  const found = first ? [iso(first[1], first[3], first[4])]
    : last ? [iso(last[4], last[3], last[1]), iso(last[4], last[1], last[3])] : [];
  const dates = [...new Set(found.filter(Boolean))];
  return dates.length === 1 ? (dates[0] ?? "") : "";
}

function iso(year = "", month = "", day = ""): string {
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? "" : text;
}
