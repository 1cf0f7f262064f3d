/** Every example of docs/examples is run against one node: those for curl by a shell, those in TypeScript with the client that is published. */
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { bound } from "../api/support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../api/support/office.js";
import { skipped } from "../support/skipped.js";

const EXAMPLES = fileURLToPath(new URL("../../docs/examples/", import.meta.url));
const run = promisify(execFile);
const haveCurl = await run("curl", ["--version"]).then(() => true, () => false);
if (!haveCurl) skipped("the examples for curl: install curl 7.82 or newer");

/** What the answer of each has to show. */
const CURL: Readonly<Record<string, object>> = {
  "01-follow-changes.sh": { items: expect.arrayContaining([expect.objectContaining({ kind: "draft-changed" })]), cursor: expect.any(String), more: false },
  "02-list-agreements.sh": { items: expect.arrayContaining([expect.objectContaining({ partnerHeiId: PARTNER })]) },
  "03-propose-agreement.sh": { stage: "draft", partnerHeiId: PARTNER },
  "04-why-not-approved.sh": { items: expect.arrayContaining([expect.objectContaining({ whoseTurn: expect.any(String) })]) },
  "05-nominate-student.sh": { status: "draft", partnerHeiId: PARTNER },
  "06-import-cohort.sh": { rows: 1, created: 0, wrong: [] },
  "07-incoming-nominations.sh": { items: [] },
  "08-seats.sh": { items: [] },
  "09-publish-course.sh": { losId: "CR/tort-law", revision: 1 },
  "10-webhook.sh": { webhook: { enabled: true }, secret: expect.stringMatching(/^whsec_/) },
};
/** What each prints. */
const TYPESCRIPT: Readonly<Record<string, RegExp>> = {
  "01-follow-changes.ts": /^draft-changed agreement \S+ \/api\/v1\/institutions\/rive.example\/agreements\/\S+\ncursor \S+/,
  "02-list-agreements.ts": /^\S+ (draft|waiting-for-\S+|\S+) .+/,
  "03-propose-agreement.ts": /^\S+ \S+ .+$/,
  "04-why-not-approved.ts": /\napproved: \S+$/,
  "05-nominate-student.ts": /^\S+ pending partner$/,
  "06-import-cohort.ts": /^rows 1 wrong 0\ncreated 1$/,
  "07-incoming-nominations.ts": /^waiting 0$/,
  "08-seats.ts": /^lac.example agreed 0 nominated 1 approved 0 left -1$/,
  "09-publish-course.ts": /^CR\/contract-law revision 1$/,
  "10-webhook.ts": /^\S+ true true$/,
};

let office: Office;
let server: Server;
beforeAll(async () => {
  office = await startOffice();
  server = createServer(office.app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { id } = await bound(office);
  Object.assign(process.env, {
    PASSERELLE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, PASSERELLE_TOKEN: (await office.token()).replace("Bearer ", ""), HEI_ID: US, PARTNER_ID: PARTNER, AGREEMENT_ID: id,
  });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await office.close();
});

test("there are ten jobs, each for curl and in TypeScript, and every one is run here", () => {
  const files = readdirSync(EXAMPLES).sort();
  expect(files.filter((file) => file.endsWith(".sh"))).toEqual(Object.keys(CURL));
  expect(files.filter((file) => file.endsWith(".ts"))).toEqual(Object.keys(TYPESCRIPT));
  expect(Object.keys(CURL).map((file) => file.replace(".sh", ""))).toEqual(Object.keys(TYPESCRIPT).map((file) => file.replace(".ts", "")));
});

describe("curl", () => {
  test.each(haveCurl ? Object.keys(CURL) : [])("%s", async (file) => {
    const { stdout } = await run("sh", [`${EXAMPLES}${file}`], { env: { ...process.env, NO_PROXY: "127.0.0.1" } });
    expect(JSON.parse(stdout)).toMatchObject(CURL[file] ?? {});
  });
});

describe("TypeScript", () => {
  test.each(Object.keys(TYPESCRIPT))("%s", async (file) => {
    const printed: unknown[][] = [];
    const log = jest.spyOn(console, "log").mockImplementation((...words) => void printed.push(words));
    try {
      await import(`${EXAMPLES}${file}`);
    } finally {
      log.mockRestore();
    }
    expect(printed.map((words) => words.join(" ")).join("\n")).toMatch(TYPESCRIPT[file] ?? /(?!)/);
  });
});
