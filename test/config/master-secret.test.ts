import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { masterSecret } from "../../src/config/master-secret.js";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "master-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("the operator's secret is taken as it is and leaves no file", () => {
  expect(masterSecret({ masterKey: "a secret of the operator", dataDir })).toEqual({ secret: "a secret of the operator" });
});

test("otherwise a file is made once, readable for its owner only", () => {
  const store = { masterKey: undefined, dataDir: join(dataDir, "new"), databaseUrl: "pglite:x" };
  const first = masterSecret(store);
  const file = join(store.dataDir, "master.key");
  expect(first).toEqual({ secret: readFileSync(file, "utf8").trim(), file });
  expect(first.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(masterSecret(store)).toEqual(first);
});
