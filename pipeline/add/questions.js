"use strict";
document.getElementById("save").addEventListener("click", () => {
  // A JSON string is a TOML string, but for the character DEL.
  const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");
  const tables = {};
  const add = (table, key, value) => {
    (tables[table] = tables[table] || []).push(`${quoted(key)} = ${quoted(value)}`);
  };
  for (const field of document.querySelectorAll("[data-table]")) {
    if (field.value !== field.dataset.guess) add(field.dataset.table, field.dataset.key, field.value);
  }
  for (const field of document.querySelectorAll("[data-column]")) {
    const name = field.dataset.column;
    const box = [...document.querySelectorAll("[data-confirms]")].find((one) => one.dataset.confirms === name);
    if (field.value.trim() && (field.value !== field.dataset.guess || (box && box.checked))) {
      add("columns", name, field.value.trim());
    }
  }
  const text = Object.entries(tables).map(([name, lines]) => `[${name}]\n${lines.join("\n")}\n`).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  link.download = "answers.toml";
  link.click();
});
