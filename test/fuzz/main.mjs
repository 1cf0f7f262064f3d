/** `npm run fuzz [-- --cases 1000000] [--seed 1] [--only requests|answers] [--case NUMBER]`: as many bent requests and answers as wanted, on two cores. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { cases: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" }, only: { type: "string", default: "" }, case: { type: "string" } },
});
const jest = fileURLToPath(new URL("../../node_modules/jest/bin/jest.js", import.meta.url));
const child = spawn(process.execPath, ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", jest, `test/fuzz/${values.only}`], {
  stdio: "inherit",
  env: { ...process.env, FUZZ_CASES: values.cases, FUZZ_SEED: values.seed, ...(values.case === undefined ? {} : { FUZZ_CASE: values.case }) },
});
child.once("exit", (code) => process.exit(code ?? 1));
