// Compiles the style sheets and the scripts into portal/static, one file each, and writes the licences beside them.
// The results are committed: only who changes the look needs npm.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { compile } from "sass";
import { ownColours } from "./colours.mjs";
import { oneFont } from "./fonts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "portal", "static");
const modules = join(here, "node_modules");
const govuk = createRequire(import.meta.url)("govuk-frontend/package.json");
const from = `Contains parts of govuk-frontend ${govuk.version} (MIT licence). See LICENCES.txt.`;

mkdirSync(out, { recursive: true });

const sheet = (name) => compile(join(here, "styles", name), { loadPaths: [modules], quietDeps: true, charset: false }).css;
const sheets = [sheet("tokens.scss"), oneFont(ownColours(sheet("govuk.scss"))), sheet("evenhand.scss")].join("\n");
const minified = buildSync({
  stdin: { contents: sheets, loader: "css" },
  minify: true,
  write: false,
  target: ["chrome100", "firefox100", "safari15"],
}).outputFiles[0].text;
writeFileSync(join(out, "evenhand.css"), `/* ${from} */\n${minified}`);

// The portal’s, the public site’s, and that of the door of an event, which has nothing of govuk-frontend in it.
const scripts = ["evenhand", "site", "door"];
for (const name of scripts) {
  buildSync({
    entryPoints: [join(here, "scripts", `${name}.mjs`)],
    outfile: join(out, `${name}.js`),
    bundle: true,
    minify: true,
    format: "esm",
    legalComments: "none",
    banner: name === "door" ? {} : { js: `/* ${from} */` },
    target: ["chrome100", "firefox100", "safari15"],
  });
}

const licence = readFileSync(join(here, "licences", "govuk-frontend.txt"), "utf8");
writeFileSync(
  join(out, "LICENCES.txt"),
  `evenhand.css, evenhand.js and site.js contain parts of govuk-frontend ${govuk.version},\n` +
    `https://www.npmjs.com/package/govuk-frontend, without its crown, fonts and colours.\n\n${licence}`,
);

// WhiteNoise serves these to browsers that take them: a seventh of the bytes on a bad line.
for (const name of ["evenhand.css", ...scripts.map((script) => `${script}.js`)]) {
  writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9 }));
}
