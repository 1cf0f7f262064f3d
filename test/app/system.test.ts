import { spawn } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { createSystem } from "../../src/app/system.js";

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
