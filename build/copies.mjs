/** Files that are shipped as they are written. */
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

for (const file of ["ewp/evidence-pack/verify.mjs"]) copyFileSync(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), fileURLToPath(new URL(`../dist/${file}`, import.meta.url)));
