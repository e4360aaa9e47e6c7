// Set-up step: make the one file of plotly.js that the site serves and the static images are drawn with.
//
//   node scripts/dossier/bundle/build.mjs <output file>      (from the root of the repository)
//
// The output is a classic script that defines `window.Plotly`. It opens with the licences of every package
// that went in, and is refused if the site's content security policy would stop it or if it grew too big.
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const GZIP_LIMIT = 500_000; // bytes; readers pay this once, on their first touch of a chart
const NEEDS_UNSAFE_EVAL = /\bnew Function\b|\bFunction\(["'`]|\beval\(/;

/** Bundle the entry file: the minified code, and the folders of the packages with code in it. */
async function bundle() {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL("plotly.js", import.meta.url))],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    target: "es2020",
    define: { global: "window", "define.amd": "false" },
    loader: { ".css": "empty" }, // only the maps, which are left out, have style sheets
    legalComments: "none", // replaced by the whole licences
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  const used = Object.keys(output.inputs).filter((path) => output.inputs[path].bytesInOutput > 0);
  const folders = used.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  return { code: outputFiles[0].text, folders: [...new Set(folders)].sort() };
}

/** One package's notice: its name, version and licence, and the licence's text where it ships one. */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8").trim().replaceAll("*/", "* /") : "";
  return `${name} ${version} (${license})\n\n${text}`.trim();
}

const { code, folders } = await bundle();
const script = `/*!\n${folders.map(notice).join("\n\n----\n\n")}\n*/\n${code}`;
const size = gzipSync(script, { level: 9 }).length;
if (NEEDS_UNSAFE_EVAL.test(code)) throw new Error("the plotly.js bundle evaluates strings as code");
if (size > GZIP_LIMIT) throw new Error(`the plotly.js bundle is ${size} bytes gzipped, over ${GZIP_LIMIT}`);

const target = process.argv[2];
writeFileSync(`${target}.part`, script);
renameSync(`${target}.part`, target);
console.log(`${target}: ${folders.length} packages, ${Math.round(size / 1000)} KB gzipped`);
