import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { MOST_HEIS, planNodes, portsOf } from "../../../src/sandbox/network/plan.js";
import { loadState, markSamples } from "../../../src/sandbox/network/state.js";
import { isToken } from "../../../src/security/token.js";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "plan-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("registry at N, network listeners from N + 1, office listeners from N + 101", () => {
  expect(portsOf(9000, 2)).toEqual([9000, 9001, 9101, 9002, 9102]);
  const nodes = planNodes(9000, dataDir, loadState(dataDir, 2));
  expect(nodes.map(({ networkUrl, officeUrl, dataDir: own }) => [networkUrl, officeUrl, own])).toEqual([
    ["https://127.0.0.1:9001", "https://127.0.0.1:9101", join(dataDir, "node-1")],
    ["https://127.0.0.1:9002", "https://127.0.0.1:9102", join(dataDir, "node-2")],
  ]);
});

test("eight institutions of different ids, on both hemispheres", () => {
  const nodes = planNodes(9000, dataDir, loadState(dataDir, MOST_HEIS));
  expect(MOST_HEIS).toBe(8);
  expect(new Set(nodes.map(({ heiId }) => heiId)).size).toBe(8);
  expect(nodes.slice(0, 2).map(({ institution }) => institution.hemisphere)).toEqual(["northern", "southern"]);
});

test("tokens and the mark of the samples stay from run to run, whatever the number of institutions", () => {
  const first = loadState(dataDir, 3);
  expect(first.tokens.every(isToken)).toBe(true);
  expect(first.samples).toBe("none");
  markSamples(dataDir, "complete");
  expect(loadState(dataDir, 2)).toEqual({ ...first, tokens: first.tokens.slice(0, 2), samples: "complete" });
  expect(loadState(dataDir, 3).tokens).toEqual(first.tokens);
  expect(statSync(join(dataDir, "sandbox.json")).mode & 0o777).toBe(0o600);
});
