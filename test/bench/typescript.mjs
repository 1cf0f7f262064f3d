/** Lets the bench use what the tests have in TypeScript: import this first, then import the file dynamically. */
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

const isTypeScript = (url) => url?.endsWith(".ts") === true;

/** TypeScript files import each other as the `.js` that they would become. */
export const resolve = (specifier, context, next) =>
  next(specifier.startsWith(".") && isTypeScript(context.parentURL) ? specifier.replace(/\.js$/, ".ts") : specifier, context);

export const load = async (url, context, next) => {
  if (!isTypeScript(url)) return next(url, context);
  const { transform } = await import("@swc/core");
  const { code } = await transform(readFileSync(fileURLToPath(url), "utf8"), { jsc: { parser: { syntax: "typescript" }, target: "es2022" } });
  return { format: "module", source: code, shortCircuit: true };
};

// Node runs such hooks in a thread, which loads this file again.
if (isMainThread) register(import.meta.url);
