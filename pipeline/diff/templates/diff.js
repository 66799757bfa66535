"use strict";
const form = document.getElementById("filters");
const rows = Array.from(document.querySelectorAll("#list > tr"));
const texts = rows.map((row) => row.textContent.toLowerCase());
function fits(row, text, wanted) {
  const data = row.dataset;
  const kinds = data.kinds.split(" ");
  const still = kinds.every((kind) => ["unchanged", "open", "decided"].includes(kind));
  return (!wanted.table || data.table === wanted.table)
    && (wanted.kind === "changed" ? !still : !wanted.kind || kinds.includes(wanted.kind))
    && (!wanted.area || data.areas.split("|").includes(wanted.area))
    && (!wanted.body || data.bodies.includes("|" + wanted.body + "|"))
    && wanted.words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
function show() {
  const wanted = Object.fromEntries(new FormData(form));
  let count = 0;
  rows.forEach((row, i) => {
    row.hidden = !fits(row, texts[i], wanted);
    count += row.hidden ? 0 : 1;
  });
  document.getElementById("shown").textContent = count + " of " + rows.length;
}
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
