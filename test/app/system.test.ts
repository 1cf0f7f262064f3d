import { spawn } from "node:child_process";
import { Writable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { createLogger, createSystem } from "../../src/app/system.js";

const sink = (): { readonly to: Writable; readonly text: () => string } => {
  let text = "";
  return { to: new Writable({ write: (chunk, _, done) => { text += String(chunk); done(); } }), text: () => text };
};

test("a line is a JSON object with level, time, message and facts", () => {
  const { to, text } = sink();
  createLogger({ level: "info", format: "json", to }).warn("partner is slow", { heiId: "uni.example", ms: 812, more: undefined });
  const { time, ...line } = JSON.parse(text()) as Record<string, unknown>;
  expect(line).toEqual({ level: "warn", message: "partner is slow", heiId: "uni.example", ms: 812 });
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("lines below the level are not written", () => {
  const { to, text } = sink();
  createLogger({ level: "warn", format: "json", to }).info("nothing");
  expect(text()).toBe("");
});

test("lines for people carry the same facts", () => {
  const { to, text } = sink();
  createLogger({ level: "info", format: "pretty", to }).error("it broke", { heiId: "uni.example", error: "ECONNREFUSED" });
  expect(text()).toMatch(/^\d\d:\d\d:\d\d ✗ it broke {2}heiId=uni\.example {2}error=ECONNREFUSED\n$/);
});

test.each([
  ["a secret by name", { apiToken: "whatever" }, "apiToken", "***"],
  ["a password in an address", { url: "postgres://me:hunter2@db/x" }, "url", "postgres://***@db/x"],
  ["a token in a text", { error: `refused psl_${"x".repeat(43)} today` }, "error", "refused psl_*** today"],
  ["an e-mail address", { error: "mail to anna.nowak@uni.example failed" }, "error", "mail to (e-mail) failed"],
  ["a private key", { error: "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----" }, "error", "(private key)"],
])("masks %s", (_, facts, name, shown) => {
  const { to, text } = sink();
  createLogger({ level: "info", format: "json", to }).info("x", facts);
  expect((JSON.parse(text()) as Record<string, unknown>)[name]).toBe(shown);
});

test("the ports give the present, fresh UUIDs and fractions", () => {
  const { clock, ids, random } = createSystem({ level: "error", format: "json" });
  expect(clock.now()).toBeInstanceOf(Date);
  expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.uuid()).not.toBe(ids.uuid());
  expect(random.fraction()).toBeLessThan(1);
});

describe("untilStopped", () => {
  const PROGRAM = `
    import { createSystem, untilStopped } from ${JSON.stringify(new URL("../../dist/app/system.js", import.meta.url).href)};
    const { logger } = createSystem({ level: "error", format: "json" });
    const alive = setInterval(() => undefined, 1000);
    untilStopped(() => new Promise((resolve) => setTimeout(resolve, 300)), { logger, seconds: 30, withParent: true }).then(() => { clearInterval(alive); console.log("stopped in order"); });
    console.log("up");`;

  test("takes the same signal from the terminal and from npm for one", async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (text !== "up\n") return;
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGINT"), 50);
    });
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect([status, said]).toEqual([0, "up\nstopped in order\n"]);
  });

  test("ends with the shell that npm started it in", async () => {
    const shell = spawn("sh", ["-c", '"$0" --input-type=module -e "$1"; true', process.execPath, PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    shell.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (text === "up\n") shell.kill("SIGTERM");
    });
    await new Promise((resolve) => shell.stdout.once("end", resolve));
    expect([shell.signalCode, said]).toEqual(["SIGTERM", "up\nstopped in order\n"]);
  });
});
