"use strict";
const form = document.getElementById("filters");
const items = Array.from(document.querySelectorAll("article"));
const texts = items.map((item) => item.textContent.toLowerCase());
function fits(data, text, wanted) {
  return (!wanted.table || data.table === wanted.table)
    && (!wanted.kind || data.kinds.split(" ").includes(wanted.kind))
    && (!wanted.area || data.areas.split("|").includes(wanted.area))
    && (!wanted.body || data.bodies.includes("|" + wanted.body + "|"))
    && wanted.words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
function show() {
  const wanted = Object.fromEntries(new FormData(form));
  let count = 0;
  items.forEach((item, i) => {
    item.hidden = !fits(item.dataset, texts[i], wanted);
    count += item.hidden ? 0 : 1;
  });
  document.querySelectorAll(".group").forEach((group) => {
    group.hidden = !group.querySelector("article:not([hidden])");
  });
  document.getElementById("shown").textContent = count + " of " + items.length;
}
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
