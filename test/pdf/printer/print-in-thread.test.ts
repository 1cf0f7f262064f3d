import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Printout } from "../../../src/domain/printouts/model.js";
import { printInThread } from "../../../src/pdf/printer/print-in-thread.js";
import { setHere } from "../../../src/pdf/printer/set.js";
import { FULL, HOME, HOST, MOBILITY } from "../../support/transcripts/sample-transcripts.js";

const ROOT = new URL("../../../", import.meta.url);
const THREAD = new URL("dist/pdf/printer/thread.js", ROOT);
/** A thread that does what the version says. */
const scripted = (behaviour: string): URL =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ version }) => { ${behaviour}; parentPort.postMessage({ bytes: new Uint8Array([version]) }); });`)}`);
const printout = (version: number): Printout => ({ kind: "transcript", key: { heiId: HOST, partnerHeiId: HOME, omobilityId: MOBILITY }, version, transcript: FULL, sendingNames: [{ text: "Université du Lac" }] });

beforeAll(() => {
  // Node cannot run TypeScript. Emitting does not depend on the types being right, so an error there is for other checks to tell.
  if (existsSync(THREAD)) return;
  try {
    execFileSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: fileURLToPath(ROOT), stdio: "ignore" });
  } catch {
    expect(existsSync(THREAD)).toBe(true);
  }
}, 300_000);

describe("the thread that makes PDFs", () => {
  test("gives the same bytes as the thread that asks would have made, one after the other", async () => {
    const printer = printInThread(THREAD);
    const [first, second, here] = await Promise.all([printer.print(printout(1)), printer.print(printout(2)), setHere.print(printout(2))]);
    expect(Buffer.from(second).equals(here)).toBe(true);
    expect(Buffer.from(first).equals(here)).toBe(false);
  });

  test("lets the process end by itself", () => {
    const script = `import { printInThread } from ${JSON.stringify(new URL("dist/pdf/printer/print-in-thread.js", ROOT).href)};
      console.log((await printInThread(new URL(${JSON.stringify(THREAD.href)})).print(${JSON.stringify(printout(1))})).length > 1000);`;
    expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })).toBe("true\n");
  });

  test("what fails is told by its place, without what it was about", async () => {
    const broken: Printout = JSON.parse(JSON.stringify({ ...printout(1), transcript: { ...FULL, learner: null } }));
    const printer = printInThread(THREAD);
    const error: unknown = await printer.print(broken).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/^Error: The PDF could not be made: TypeError at learnerLines /);
    expect((await printer.print(printout(1))).length).toBeGreaterThan(1000);
  });

  test("more than may wait are refused, and only those", async () => {
    const printer = printInThread(scripted(""), { waiting: 2 });
    const [one, two, three] = await Promise.allSettled([printer.print(printout(1)), printer.print(printout(2)), printer.print(printout(3))]);
    expect([one, two]).toEqual([{ status: "fulfilled", value: new Uint8Array([1]) }, { status: "fulfilled", value: new Uint8Array([2]) }]);
    expect(three).toMatchObject({ status: "rejected", reason: { status: 503, code: "too-many-pdfs", developerMessage: "2 PDFs are being made already; ask again in a moment.", headers: { "Retry-After": "10" } } });
    expect(await printer.print(printout(4))).toEqual(new Uint8Array([4]));
  });

  test.each([
    ["time", "while (version === 1);", { seconds: 2 }, "2 seconds or 256 MB"],
    ["memory", "if (version === 1) for (const kept = []; ; ) kept.push(new Array(1000).fill(version))", { megabytes: 16 }, "20 seconds or 16 MB"],
  ])("what takes too much %s is given up, and the next one is made", async (_what, behaviour, limits, told) => {
    const printer = printInThread(scripted(behaviour), limits);
    const [one, two] = await Promise.allSettled([printer.print(printout(1)), printer.print(printout(2))]);
    expect(one).toMatchObject({ status: "rejected", reason: { status: 503, code: "pdf-too-costly", developerMessage: `This PDF takes more than ${told} of memory to make; it was given up.` } });
    expect(two).toEqual({ status: "fulfilled", value: new Uint8Array([2]) });
  });

  test("starts again after it rested", async () => {
    const printer = printInThread(scripted(""), { idleSeconds: 0 });
    expect(await printer.print(printout(1))).toEqual(new Uint8Array([1]));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await printer.print(printout(2))).toEqual(new Uint8Array([2]));
  });

  test("a thread that is not there fails what was asked, and no more", async () => {
    const printer = printInThread(new URL("no-such-file.js", THREAD));
    await expect(printer.print(printout(1))).rejects.toThrow("The thread that makes PDFs failed.");
  });
});
