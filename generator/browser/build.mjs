/**
 * Builds the scripts of the site's pages into its assets: an entry for the page that fills letters, another for the
 * calculator, and chunks that they share or load when they are needed.
 *
 * `node build.mjs` writes them, and with `--list` weighs each; tests call `build` and write nothing.
 */
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { rolldown } from "rolldown";
import { minify } from "terser";

const HERE = dirname(fileURLToPath(import.meta.url));
export const FOLDER = join(HERE, "../website/assets/app");
export const ENTRY = "main.js";
const LICENCES = "licences.txt";

/**
 * What pages load at once, each by the name of its script, and what the first of a bundle loads later. Bundles share no
 * file: a page loads only what is its own, in few files.
 */
const BUNDLES = [
  {
    entries: { main: "src/main.ts" },
    /** What comes at the first gesture, then what few claims or few visitors need; what is shared goes to the first. */
    later: {
      engine: "src/engine.ts",
      rare: "src/law/rare.ts",
      uncommon: "src/uncommon.ts",
      messages: "src/messages.ts",
      share: "src/form/share.ts",
      settled: "src/ui/settled.ts",
      telling: "src/telling.ts",
      folded: "src/form/folded.ts",
      gestures: "src/ui/gestures.ts",
      workings: "src/ui/workings.tsx",
      start: "src/ui/start.ts",
      files: "src/ui/outgoing.ts",
    },
  },
  { entries: { calculator: "src/calculator/index.ts" }, later: {} },
  { entries: { advice: "src/advice/index.ts" }, later: {} },
  { entries: { plan: "src/plan/index.ts" }, later: {} },
];
const TARGET = ["chrome128", "edge128", "firefox130", "safari18"];

/** The files as bytes by name, and which of them `main.js` loads at once. */
export async function build() {
  const scripts = new Map((await Promise.all(BUNDLES.map(bundled))).flat().map((script) => [script.fileName, script]));
  const files = new Map([...scripts].map(([name, { code }]) => [name, Buffer.from(code)]));
  files.set(LICENCES, Buffer.from(licences([...scripts.values()].flatMap(({ moduleIds }) => moduleIds))));
  return { files, atOnce: loadedWith(ENTRY, scripts), loadedBy: (module) => loadedBy(module, scripts) };
}

async function bundled({ entries, later }) {
  const imports = new Map();
  const graph = {
    name: "graph",
    buildEnd() {
      for (const id of this.getModuleIds()) imports.set(id, this.getModuleInfo(id).importedIds);
    },
  };
  const bundle = await rolldown({
    cwd: HERE,
    input: entries,
    transform: { target: TARGET },
    plugins: [graph],
    preserveEntrySignatures: "allow-extension",
  });
  const { output } = await bundle.generate({
    dir: FOLDER,
    format: "esm",
    minify: true,
    comments: { legal: false },
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunks(entries, later, imports), debugName: "chunks" }],
    },
  });
  await bundle.close();
  return Promise.all(output.map(tightened));
}

/** The same script in fewer bytes than the bundler's own. */
async function tightened(script) {
  const { code } = await minify(script.code, { module: true, ecma: 2020, compress: { passes: 2, pure_getters: true } });
  return { ...script, code };
}

/**
 * The chunk of a module: one for all that the same scripts load, since what is compressed apart weighs more; null where
 * the bundler may choose.
 */
function chunks(entries, later, imports) {
  let reached;
  const reachedBy = (roots) => Object.entries(roots).map(([name, path]) => [name, loaded(join(HERE, path), imports)]);
  return (id) => {
    reached ??= [reachedBy(entries), reachedBy(later)];
    const [atOnce, afterwards] = reached.map((all) => all.filter(([, modules]) => modules.has(id)).map(([name]) => name));
    // What comes later finds what came before.
    return (atOnce.length > 0 ? atOnce.join("-") : afterwards[0]) ?? null;
  };
}

/** What a module or a script loads with it, itself first. */
function loaded(first, imports) {
  const found = new Set();
  const add = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of imports.get(name) ?? []) add(next);
  };
  add(first);
  return found;
}

/** A script and what it imports, and so on; not what it imports later. */
function loadedWith(script, scripts) {
  return [...loaded(script, new Map([...scripts].map(([name, { imports }]) => [name, imports])))];
}

/** What a module of the first bundle loads, when it is loaded later. */
function loadedBy(module, scripts) {
  const ours = loaded(ENTRY, new Map([...scripts].map(([name, one]) => [name, [...one.imports, ...one.dynamicImports]])));
  for (const name of ours) if (scripts.get(name).moduleIds.includes(join(HERE, module))) return loadedWith(name, scripts);
  throw new Error(`${module} is not loaded later`);
}

/** The licences of the packages that are in the bundle: each of them asks to be handed on. */
function licences(inputs) {
  const packages = new Set(inputs.flatMap((path) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
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
