/** `node --import` this file: .ts modules run as they stand, their types taken away by the compiler that the tests use, without a test runner around them. */
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { transform } from "@swc/core";

// Node loads this file once more in the thread that asks `resolve` and `load`.
if (isMainThread) register(import.meta.url);

/** Own imports end in .js, as the compiled files do. */
export const resolve = (specifier, context, next) =>
  next(specifier.startsWith(".") && context.parentURL?.endsWith(".ts") ? specifier.replace(/\.js$/, ".ts") : specifier, context);

export const load = async (url, context, next) => {
  if (!url.endsWith(".ts")) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, "utf8"), { filename, sourceMaps: "inline", swcrc: false, jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } });
  return { format: "module", source: code, shortCircuit: true };
};
