/** The web application: src/web bundled into dist/web, every text file beside its compressed forms so that the node compresses nothing. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("../src/web", import.meta.url));
const outDir = fileURLToPath(new URL("../dist/web", import.meta.url));

/** The languages of the pages; react-aria brings its own words in thirty more. */
const SPOKEN = /\/(?:en-US|fr-FR|de-DE|es-ES|ja-JP)\.m?js$/;
const WORDS = /\/(?:react-aria|react-stately|react-aria-components)\/.*\/intl\/.*\/?[a-z]{2}-[A-Z]{2}\.m?js$/;
const spokenOnly = { name: "spoken-only", load: (id) => (WORDS.test(id) && !SPOKEN.test(id) ? "export default {};" : undefined) };

await build({
  root, configFile: false, logLevel: "warn", clearScreen: false, publicDir: "public", plugins: [spokenOnly],
  // Nothing may stand inline: the pages' policy allows only what comes as a file of our own.
  build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022", chunkSizeWarningLimit: 1000, rolldownOptions: { checks: { moduleLevelDirective: false }, onwarn: (warning, warn) => { if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning); } } },
});

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(?:js|css|html|svg|json|webmanifest)$/.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, QUALITY));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
