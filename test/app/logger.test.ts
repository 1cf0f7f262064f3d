import { spawnSync } from "node:child_process";
import { Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { createLogger } from "../../src/app/logger.js";

const clock = { now: () => new Date("2026-03-01T12:00:00.000Z") };

const sink = (): { readonly to: Writable; readonly text: () => string } => {
  let text = "";
  return { to: new Writable({ write: (chunk, _, done) => { text += String(chunk); done(); } }), text: () => text };
};

const messagesOf = (text: string): unknown[] => text.split("\n").filter((line) => line !== "").map((line) => (JSON.parse(line) as { message: unknown }).message);

test("a line is a JSON object with level, time, message and facts", () => {
  const { to, text } = sink();
  createLogger({ level: "info", format: "json", to }, clock).warn("partner is slow", { heiId: "uni.example", ms: 812, more: undefined });
  expect(text()).toBe('{"level":"warn","time":"2026-03-01T12:00:00.000Z","message":"partner is slow","heiId":"uni.example","ms":812}\n');
});

test("lines below the level are not written", () => {
  const { to, text } = sink();
  const log = createLogger({ level: "warn", format: "json", to }, clock);
  log.info("nothing");
  log.warn("something");
  expect(messagesOf(text())).toEqual(["something"]);
});

test("calm lines of one turn are written together, a warning at once with all before it", async () => {
  const { to, text } = sink();
  const log = createLogger({ level: "info", format: "json", to }, clock);
  log.info("one");
  log.info("two");
  expect(text()).toBe("");
  log.warn("three");
  expect(messagesOf(text())).toEqual(["one", "two", "three"]);
  log.info("four");
  await new Promise((resolve) => setImmediate(resolve));
  expect(messagesOf(text())).toEqual(["one", "two", "three", "four"]);
});

test.each([
  ["by its own word", "process.exit(3)", 3],
  ["by an uncaught error", "throw new Error('oh')", 1],
])("a process that ends %s has written its last line", (_, end, status) => {
  const program = `
    import { createSystem } from ${JSON.stringify(new URL("../../dist/app/system.js", import.meta.url).href)};
    createSystem({ level: "info", format: "json" }).logger.info("last");
    ${end}`;
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  expect([child.status, messagesOf(child.stdout)]).toEqual([status, ["last"]]);
});

test("lines for people carry the same facts", () => {
  const { to, text } = sink();
  createLogger({ level: "info", format: "pretty", to }, clock).error("it broke", { heiId: "uni.example", error: "ECONNREFUSED" });
  expect(text()).toMatch(/^12:00:00 ✗ it broke {2}heiId=uni\.example {2}error=ECONNREFUSED\n$/);
});

test.each([
  ["a secret by name", { apiToken: "whatever" }, "apiToken", "***"],
  ["a password in an address", { url: "postgres://me:hunter2@db/x" }, "url", "postgres://***@db/x"],
  ["a token in a text", { error: `refused psl_${"x".repeat(43)} today` }, "error", "refused psl_*** today"],
  ["an e-mail address", { error: "mail to anna.nowak@uni.example failed" }, "error", "mail to (e-mail) failed"],
  ["a private key", { error: "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----" }, "error", "(private key)"],
])("masks %s", (_, facts, name, shown) => {
  const { to, text } = sink();
  createLogger({ level: "info", format: "json", to }, clock).warn("x", facts);
  expect((JSON.parse(text()) as Record<string, unknown>)[name]).toBe(shown);
});

