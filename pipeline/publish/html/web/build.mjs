// Bundles src/ into built/: for each page a script, a style sheet and the licences of the packages
// in them, and a hash of the sources, by which a test checks that built/ is current.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

/** Control characters are escaped: no published file holds any. */
function withoutControls(text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (character) =>
    `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

const result = await build({
  entryPoints: { explore: "src/main.ts", report: "src/report/main.ts" },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  outdir: "built",
  logLevel: "warning",
});

for (const [page, file] of [["explore", "LICENSES.txt"], ["report", "report.licenses.txt"]]) {
  const inputs = Object.keys(result.metafile.outputs[`built/${page}.js`].inputs);
  const used = new Set(
    inputs.flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []),
  );
  const licences = [...used].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const found = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const text = found ? readFileSync(`${folder}/${found}`, "utf8").trim() : "";
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync(`built/${file}`, licences.join(`\n${"-".repeat(72)}\n\n`));
}

for (const page of ["explore", "report"]) {
  const path = `built/${page}.js`;
  writeFileSync(path, withoutControls(readFileSync(path, "utf8")));
}

const sources = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
sources.push(
  ...readdirSync("src", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`),
);
const hash = createHash("sha256");
for (const path of sources.sort()) {
  hash.update(`${path}\n`).update(readFileSync(path)).update("\n");
}
writeFileSync("built/source.sha256", `${hash.digest("hex")}\n`);
