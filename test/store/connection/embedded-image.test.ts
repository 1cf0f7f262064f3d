import { afterEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyImage, imageFacts } from "../../../src/store/connection/embedded-image.js";
import { makeEmbeddedImage } from "../../../src/store/make-embedded-image.js";
import { openStore } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";

const ports = { clock: steeredClock(), logger: keptLog() };
const made: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-image-"));
  made.push(folder);
  return folder;
};
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe("an image of the embedded database", () => {
  test("is made once, by several processes at a time; a new directory starts from it, and is brought up to date already", async () => {
    const image = join(newFolder(), "deep", "image");
    expect(await makeEmbeddedImage(image, ports)).toBe(true);
    expect(await makeEmbeddedImage(image, ports)).toBe(false);
    expect(readdirSync(join(image, ".."))).toEqual(["image"]);
    expect(statSync(join(image, "pgdata", "PG_VERSION")).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(image, "pgdata", "base"))).toHaveLength(1);
    const directory = newFolder();
    mkdirSync(join(directory, "pgdata.new", "half"), { recursive: true });
    const store = await openStore({ url: `pglite:${directory}`, ...ports, image });
    expect(await store.pendingMigrations()).toEqual([]);
    await store.close();
    expect(readdirSync(directory)).toEqual(["pgdata"]);
    expect(statSync(join(directory, "pgdata")).mode & 0o777).toBe(0o700);
  }, 60_000);

  test("is made again when it was made from something else", async () => {
    const image = newFolder();
    writeFileSync(join(image, "made-from.json"), JSON.stringify({ ...imageFacts(image), pglite: "0.1.0", recipe: "" }));
    expect(await makeEmbeddedImage(image, ports)).toBe(true);
    expect(imageFacts(image)?.pglite).not.toBe("0.1.0");
  }, 60_000);

  test.each([
    ["of another version", JSON.stringify({ pglite: "0.1.0", recipe: "" })],
    ["that nobody understands", "{"],
    ["that is none", undefined],
  ])("one %s is not used", (_, facts) => {
    const image = newFolder();
    const directory = newFolder();
    mkdirSync(join(image, "pgdata"));
    if (facts !== undefined) writeFileSync(join(image, "made-from.json"), facts);
    copyImage(image, directory);
    expect(existsSync(join(directory, "pgdata"))).toBe(false);
  });
});
