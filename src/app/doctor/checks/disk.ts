import { existsSync } from "node:fs";
import { type Check, fault, ok, skipped, warning } from "../finding.js";
import { reasonOf } from "../reason.js";

const GIB = 2 ** 30;
const FULL_BYTES = 0.5 * GIB;
const SHORT_BYTES = 5 * GIB;

export const disk: Check = {
  name: "disk",
  run: async ({ config, space }) => {
    const { dataDir } = config.store;
    if (!existsSync(dataDir)) return [skipped(`The data directory ${dataDir} does not exist yet.`)];
    const found = await space(dataDir).catch(reasonOf);
    if (typeof found === "string") return [warning(`The room in ${dataDir} could not be read: ${found}`, "Look with `df`.")];
    const words = `${(found.free / GIB).toFixed(1)} GB of ${(found.total / GIB).toFixed(1)} GB are free in ${dataDir}.`;
    const fix = "Free or add room. Evidence grows with every exchange: docs/operating.md tells how much and how long it is kept.";
    if (found.free < FULL_BYTES) return [fault(words, fix)];
    return [found.free < SHORT_BYTES ? warning(words, fix) : ok(words)];
  },
};
