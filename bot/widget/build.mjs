// Builds the widget into dist/: hashed files, source maps and manifest.json (logical name -> hashed name).
// Prints the gzip table and ends with status 1 when a file is over its budget.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DIST = `${HERE}dist/`;
const BUDGET_BYTES = { "embed.js": 2_000, "panel.js": 20_000, "papers.js": 2_000, "visits.js": 3_000 };
const TARGET = ["chrome100", "firefox101", "safari16.4"];

const cssAsText = {
  name: "css-as-text",
  setup(bundler) {
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await bundle(path)).text,
      loader: "text",
    }));
  },
};

async function bundle(entry, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: DIST,
    bundle: true,
    minify: true,
    write: false,
    target: TARGET,
    absWorkingDir: HERE,
    ...options,
  });
  const text = (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text;
  return { text: text(".js") ?? text(".css"), map: text(".map") };
}

const script = (entry, format, options = {}) =>
  bundle(entry, { format, sourcemap: "external", plugins: [cssAsText], ...options });

async function emit(logical, { text, map }) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
  const name = logical.replace(/(\.\w+)$/, `-${hash}$1`);
  const pointer = map ? `\n//# sourceMappingURL=${name}.map\n` : "";
  await writeFile(DIST + name, text + pointer);
  if (map) await writeFile(`${DIST + name}.map`, map);
  return [logical, name, gzipSync(text + pointer, { level: 9 }).length];
}

async function source(name) {
  return { text: await readFile(`${HERE}demo/${name}`, "utf8") };
}

async function demoPage(assets) {
  let { text } = await source("index.html");
  for (const [logical, name] of assets) text = text.replace(`"${logical}"`, `"/assets/${name}"`);
  return { text };
}

function report(files) {
  let over = false;
  for (const [logical, , bytes] of files) {
    const budget = BUDGET_BYTES[logical];
    over ||= bytes > budget;
    const note = budget ? ` of ${budget}${bytes > budget ? "  OVER BUDGET" : ""}` : "";
    console.log(`${logical.padEnd(10)} ${String(bytes).padStart(6)} bytes gzip${note}`);
  }
  process.exitCode = over ? 1 : 0;
}

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
const demo = [
  await emit("demo.css", await bundle("demo/demo.css")),
  await emit("icon.svg", await source("icon.svg")),
];
const later = await Promise.all(
  ["papers", "visits"].map(async (name) => emit(`${name}.js`, await script(`src/${name}.ts`, "esm"))),
);
const [papers, visits] = later.map(([, name]) => JSON.stringify(`./${name}`));
const panel = { define: { PAPERS: papers, VISITS: visits }, external: ["./papers-*.js", "./visits-*.js"] };
const files = [
  await emit("embed.js", await script("src/embed.ts", "iife")),
  await emit("panel.js", await script("src/panel.ts", "esm", panel)),
  ...later,
  await emit("panel.css", await bundle("src/styles/panel.css")),
  ...demo,
  await emit("demo.html", await demoPage(demo)),
];
await writeFile(`${DIST}manifest.json`, JSON.stringify(Object.fromEntries(files), null, 2));
report(files);
