/**
 * Builds the page that fills letters into the site's assets: one entry, and chunks that it loads when they are needed.
 *
 * `node build.mjs` writes them, and with `--list` weighs each; tests call `build` and write nothing.
 */
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as esbuild from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
export const FOLDER = join(HERE, "../website/assets/app");
export const ENTRY = "main.js";
const LICENCES = "licences.txt";

/** The files as bytes by name, and which of them `main.js` loads at once. */
export async function build() {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: HERE,
    entryPoints: ["src/main.ts"],
    outdir: FOLDER,
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["chrome128", "edge128", "firefox130", "safari18"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    entryNames: "[name]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const files = new Map(outputFiles.map((file) => [nameOf(file.path), Buffer.from(file.contents)]));
  files.set(LICENCES, Buffer.from(licences(Object.keys(metafile.inputs))));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  return { files, atOnce: loadedWith(ENTRY, outputs), loadedBy: (module) => loadedBy(module, outputs) };
}

function nameOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A script and what it imports, and so on; not what it imports later. */
function loadedWith(script, outputs) {
  const found = new Set();
  const add = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path, kind } of outputs.get(name).imports) if (kind === "import-statement") add(nameOf(path));
  };
  add(script);
  return [...found];
}

function loadedBy(module, outputs) {
  for (const [name, { entryPoint }] of outputs) if (entryPoint === module) return loadedWith(name, outputs);
  throw new Error(`${module} is not loaded later`);
}

/** The licences of the packages that are in the bundle: each of them asks to be handed on. */
function licences(inputs) {
  const packages = new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  return [...packages]
    .sort()
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(join(HERE, "node_modules", name, "package.json"), "utf8"));
      return `${name} ${version} (${license})\n\n${licence(join(HERE, "node_modules", name))}`;
    })
    .join("\n\n----\n\n");
}

function licence(folder) {
  for (const name of ["LICENSE", "LICENSE.md", "LICENSE.txt", "license"]) {
    try {
      return readFileSync(join(folder, name), "utf8").trim();
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  throw new Error(`${folder} has no licence to hand on`);
}

/** Write what was built, and leave nothing of an earlier build. */
async function write(files) {
  await mkdir(FOLDER, { recursive: true });
  for (const name of await readdir(FOLDER)) if (!files.has(name)) await rm(join(FOLDER, name), { recursive: true });
  await Promise.all([...files].map(([name, content]) => writeFile(join(FOLDER, name), content)));
}

/** How many bytes a browser is sent. */
export function compressed(content) {
  return gzipSync(content, { level: 9 }).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, atOnce } = await build();
  await write(files);
  const weight = (names) => (names.reduce((sum, name) => sum + compressed(files.get(name)), 0) / 1000).toFixed(1);
  const later = [...files.keys()].filter((name) => !atOnce.includes(name));
  if (process.argv.includes("--list")) {
    for (const name of [...atOnce, "", ...later]) console.log(name && `${weight([name]).padStart(6)} kB  ${name}`);
  }
  console.log(`assets/app: ${weight(atOnce)} kB at once, ${weight(later)} kB when they are needed (gzip)`);
}
