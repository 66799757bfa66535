"use strict";
(() => {
  const rows = [...document.querySelectorAll("[data-counted]")].map((row) => [row, new Set(JSON.parse(row.dataset.counted))]);
  const figures = [...document.querySelectorAll("[data-go]")];
  const shown = document.getElementById("shown");
  const all = document.getElementById("all");
  for (const part of document.querySelectorAll("[data-share]")) part.style.flexGrow = part.dataset.share;
  const words = (key) => {
    const [by, value, standing] = key.split("|");
    const what = by === "plan" ? "" : ", " + by + " " + value.replace(/^area-/, "");
    return what + (standing ? ", " + standing : "");
  };
  const apply = () => {
    let key = "";
    try { key = decodeURIComponent(location.hash.slice(1)); } catch { key = ""; }
    const is = figures.some((figure) => figure.dataset.go === key);
    let count = 0;
    for (const [row, counted] of rows) {
      row.hidden = is && !counted.has(key);
      count += !row.hidden;
    }
    for (const figure of figures) {
      if (is && figure.dataset.go === key) figure.setAttribute("aria-current", "true");
      else figure.removeAttribute("aria-current");
    }
    shown.textContent = count + (count === 1 ? " row" : " rows") + (is ? words(key) : "");
    all.hidden = !is;
    if (is) {
      const heading = document.getElementById("rows");
      heading.focus({ preventScroll: true });
      heading.scrollIntoView();
    }
  };
  addEventListener("hashchange", apply);
  all.addEventListener("click", () => { location.hash = ""; });
  apply();
})();
