/** Texts of issues as elements: code between backticks, and differences between two texts. */

import { h, type Child } from "../dom";
import { marked } from "../marks";

const PIECES = /`([^`]+)`|\[-(.+?)-\]|\{\+(.+?)\+\}/g;

export function rich(text: string, wanted: string[] = []): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const found of text.matchAll(PIECES)) {
    parts.push(...hits(text.slice(at, found.index), wanted));
    const [all, code, removed, added] = found;
    if (code) parts.push(h("code", {}, code));
    else if (removed) parts.push(h("del", {}, removed));
    else if (added) parts.push(h("ins", {}, added));
    at = found.index + all.length;
  }
  return [...parts, ...hits(text.slice(at), wanted)];
}

/** Mark words; an ellipsis is set apart, since it becomes three letters when it is folded. */
function hits(text: string, wanted: string[]): Child[] {
  return text.split(/(…)/).filter(Boolean).flatMap((part) => marked(part, wanted));
}
