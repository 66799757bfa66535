"use strict";
(() => {
  const root = document.getElementById("issues");
  const articles = [...root.querySelectorAll("article")];
  const plan = document.body.dataset.plan;
  const decisions = document.body.dataset.decisions;
  const key = "planrows:" + plan + (decisions === "decisions.csv" ? "" : ":" + decisions);
  const form = document.getElementById("filters");
  const who = document.getElementById("who");
  const status = document.getElementById("status");
  const progress = document.getElementById("progress");
  const stale = [...document.querySelectorAll("[data-stale]")].map((e) => JSON.parse(e.dataset.stale));

  const load = (name) => {
    try { return JSON.parse(localStorage.getItem(key + ":" + name)) || {}; } catch { return {}; }
  };
  const save = (name, value) => {
    try { localStorage.setItem(key + ":" + name, JSON.stringify(value)); return true; } catch { return false; }
  };
  const state = load("decisions");
  who.value = load("who").name || "";

  const parts = (article) => ({
    radios: [...article.querySelectorAll("input[type=radio]")],
    value: article.querySelector("[data-field=value]"),
    note: article.querySelector("[data-field=note]"),
    row: article.querySelector("[data-row=value]"),
    says: article.querySelector("[data-says]"),
    state: article.querySelector("[data-state]"),
  });
  const today = () => {
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  };
  const published = (article) => ({
    decision: article.dataset.decision, value: article.dataset.value, note: article.dataset.note,
    by: article.dataset.by, date: article.dataset.date, ground: article.dataset.decidedGround,
  });
  const current = (article) => {
    const mine = state[article.id];
    // A decision on other printed words does not apply to the present ones.
    return mine && mine.ground === article.dataset.ground ? mine : published(article);
  };

  const show = (article) => {
    const p = parts(article);
    const now = current(article);
    for (const radio of p.radios) radio.checked = radio.value === now.decision;
    if (p.value.value !== now.value) p.value.value = now.value;
    if (p.note.value !== now.note) p.note.value = now.note;
    p.row.hidden = now.decision !== "correct";
    article.dataset.now = now.decision || "open";
    p.state.textContent = now.decision ? "decided: " + now.decision : "";
    p.says.textContent = now.decision && now.by ? "Decided by " + now.by + " on " + now.date : "";
  };
  const remember = (article, changes) => {
    const before = current(article);
    state[article.id] = {
      ...before, ...changes, by: who.value.trim() || before.by, date: today(),
      ground: article.dataset.ground,
    };
    if (!save("decisions", state)) status.textContent = "This browser does not save your decisions: download them before you leave.";
    show(article);
    count();
  };
  const count = () => {
    const decided = articles.filter((a) => a.dataset.now !== "open").length;
    progress.textContent = decided + " of " + articles.length + " issues decided";
  };

  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.text.trim().toLocaleLowerCase();
    let shown = 0;
    for (const a of articles) {
      const has = (name, list) => !wanted[name] || a.dataset[list].split(" ").includes(wanted[name]);
      const fits = has("severity", "severity") && has("rule", "rule") && has("area", "areas") &&
        has("body", "bodies") && (!wanted.decision || a.dataset.now === wanted.decision) &&
        (!wanted.fresh || a.hasAttribute("data-new")) &&
        (!words || a.textContent.toLocaleLowerCase().includes(words));
      a.hidden = !fits;
      shown += fits;
    }
    status.textContent = shown + " of " + articles.length + " issues shown";
  };

  const field = (text) => (/[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
  const csv = () => {
    const rows = [["issue_id", "decision", "value", "decided_by", "date", "note", "ground"]];
    for (const a of articles) {
      const now = current(a);
      if (!now.decision) continue;
      const value = now.decision === "correct" ? now.value : "";
      rows.push([a.id, now.decision, value, now.by, now.date, now.note, now.ground]);
    }
    // Two decisions that contradict each other both stay, unless one is made here.
    const made = new Set(rows.map((row) => row[0]));
    rows.push(...stale.filter((row) => !made.has(row[0])));
    return rows.map((row) => row.map((cell) => field(String(cell).trim())).join(",")).join("\n") + "\n";
  };
  const problems = () => {
    const faults = [];
    for (const a of articles) {
      const now = current(a);
      if (now.decision === "correct" && !now.value.trim()) faults.push([a, "enter the value to publish"]);
      else if (now.decision && !now.by) faults.push([a, "enter your name, as the person who decided"]);
    }
    return faults;
  };

  for (const article of articles) {
    const p = parts(article);
    for (const radio of p.radios) radio.addEventListener("change", () => remember(article, { decision: radio.value }));
    p.value.addEventListener("input", () => remember(article, { value: p.value.value }));
    p.note.addEventListener("input", () => remember(article, { note: p.note.value }));
    for (const button of article.querySelectorAll("[data-pick]")) {
      button.addEventListener("click", () => remember(article, { decision: "correct", value: button.dataset.pick }));
    }
    show(article);
  }
  who.addEventListener("input", () => {
    save("who", { name: who.value });
    for (const a of articles) if (state[a.id] && !state[a.id].by) state[a.id].by = who.value.trim();
    save("decisions", state);
    articles.forEach(show);
  });
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  for (const cell of document.querySelectorAll("[data-go]")) {
    cell.addEventListener("click", () => {
      const [rule, area] = cell.dataset.go.split(" ");
      form.reset();
      form.elements.rule.value = rule;
      form.elements.area.value = area || "";
      form.elements.decision.value = "open";
      apply();
      document.getElementById("list").focus();
    });
  }
  document.getElementById("download").addEventListener("click", () => {
    const faults = problems();
    if (faults.length) {
      const [article, what] = faults[0];
      article.hidden = false;
      status.textContent = article.querySelector("h3").textContent + ": " + what + ".";
      (what.includes("name") ? who : parts(article).value).focus();
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = decisions;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    status.textContent = decisions + " saved: put it into sources/" + plan + "/ and run planrows again.";
  });
  document.getElementById("forget").addEventListener("click", () => {
    if (!confirm("Discard the decisions made in this browser that were not downloaded?")) return;
    for (const id of Object.keys(state)) delete state[id];
    save("decisions", state);
    articles.forEach(show);
    count();
  });

  const ids = articles.map((a) => a.id);
  const compare = (before, when) => {
    const fresh = ids.filter((id) => !before.includes(id));
    const gone = before.filter((id) => !ids.includes(id));
    for (const a of articles) a.toggleAttribute("data-new", fresh.includes(a.id));
    const says = document.getElementById("changes");
    says.replaceChildren();
    const line = document.createElement("p");
    line.textContent = fresh.length + " new and " + gone.length + " gone since " + when + ".";
    says.append(line);
    if (gone.length) {
      const list = document.createElement("p");
      list.className = "dim";
      list.textContent = "Gone: " + gone.join(", ");
      says.append(list);
    }
    document.getElementById("fresh").hidden = false;
    apply();
  };
  const seen = load("seen");
  const same = (a, b) => a.length === b.length && a.every((id) => b.includes(id));
  if (!document.body.dataset.compared) {
    if (seen.now && !same(seen.now, ids)) {
      save("seen", { now: ids, before: seen.now });
      compare(seen.now, "the publication that this browser showed last");
    } else {
      save("seen", { now: ids, before: seen.before });
      if (seen.before) compare(seen.before, "the publication that this browser showed last");
    }
  }
  document.getElementById("earlier").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const lines = (await file.text()).split(/\r?\n/);
    const before = lines.slice(1).map((l) => l.split(",")[0]).filter((id) => /^[a-z-]+-[0-9a-f]{8}(-\d+)?$/.test(id));
    compare(before, file.name);
  });

  document.documentElement.classList.add("js");
  count();
  apply();
})();
