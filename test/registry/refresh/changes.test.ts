import { expect, test } from "@jest/globals";
import { describeChanges } from "../../../src/registry/refresh/changes.js";
import { createSnapshot } from "../../../src/registry/snapshot.js";
import { readXml } from "../../support/registry/catalogue-files.js";
import { apiEntry, catalogueXml, parts, testKey, type HostSpec } from "../../support/registry/catalogue-xml.js";

const key = testKey();
const next = testKey();
const echo = (version: string): string => apiEntry("echo", version, parts({ url: "https://a.example.org/echo" }));
const snapshotOf = (...hosts: HostSpec[]): ReturnType<typeof createSnapshot> => createSnapshot(readXml(catalogueXml({ hosts, keys: [key, next] })));
const none = { count: 0, examples: [] };

test("institutions, APIs and client keys that came and went", async () => {
  const before = snapshotOf({ heiIds: ["a.org", "b.org"], entries: [echo("2.0.0")], clientKeys: [key.fingerprint] });
  const after = snapshotOf({ heiIds: ["a.org"], entries: [echo("2.0.1")], clientKeys: [next.fingerprint] }, { heiIds: ["c.org"] });
  expect(await describeChanges(before, after)).toEqual({
    heis: { added: { count: 1, examples: ["c.org"] }, removed: { count: 1, examples: ["b.org"] } },
    apis: { added: { count: 1, examples: ["a.org echo 2.0.1"] }, removed: { count: 2, examples: ["a.org echo 2.0.0", "b.org echo 2.0.0"] } },
    clientKeys: { added: { count: 1, examples: [next.fingerprint] }, removed: { count: 1, examples: [key.fingerprint] } },
  });
});

test("nothing changed", async () => {
  const snapshot = snapshotOf({ heiIds: ["a.org"], entries: [echo("2.0.0")] });
  expect(await describeChanges(snapshot, snapshot)).toEqual({ heis: { added: none, removed: none }, apis: { added: none, removed: none }, clientKeys: { added: none, removed: none } });
});

test("everything is counted, fifty are named", async () => {
  const many = snapshotOf({ heiIds: Array.from({ length: 230 }, (_, i) => `hei-${i}.org`), entries: [echo("2.0.0")] });
  const { heis, apis } = await describeChanges(snapshotOf({ heiIds: ["hei-0.org"] }), many);
  expect([heis.added.count, heis.added.examples.length, apis.added.count, apis.added.examples.length]).toEqual([229, 50, 230, 50]);
});
