import { expect, test } from "@jest/globals";
import { createDataKeys } from "../../../src/app/keys/data-keys.js";
import { newSealedDataKey, openDataKey } from "../../../src/security/keys/data-key.js";
import { sealingFingerprint, sealingKey } from "../../../src/security/keys/sealing.js";
import { onEveryDatabase } from "../../support/servers/stores.js";

const sealing = await sealingKey("correct horse battery staple");
const other = await sealingKey("correct horse battery stapler");

onEveryDatabase((subject) => {
  const keysOf = (store: "store" | "other") => createDataKeys({ store: subject()[store].dataKeys, sealing, clock: subject().clock });

  test("a data key is the same in all processes that ask for it at once, and another for each purpose", async () => {
    const [first, second] = [keysOf("store"), keysOf("other")];
    const [a, b, again, elsewhere] = await Promise.all([first("bodies"), second("bodies"), first("bodies"), second("files")]);
    expect(a.export().length).toBe(32);
    expect(a.equals(b)).toBe(true);
    expect(a.equals(again)).toBe(true);
    expect(a.equals(elsewhere)).toBe(false);
  });
});

test("a data key does not open with another master secret, nor for another purpose", () => {
  const sealed = newSealedDataKey(sealing, "bodies");
  const refused = (purpose: string) => new Error(`The data key for ${purpose} does not open: the master secret is another one, or the stored value was changed or belongs to another purpose.`);
  expect(openDataKey(sealing, "bodies", sealed).export().length).toBe(32);
  expect(() => openDataKey(other, "bodies", sealed)).toThrow(refused("bodies"));
  expect(() => openDataKey(sealing, "files", sealed)).toThrow(refused("files"));
});

test("the fingerprint of the sealing key is that of the secret and of no other", async () => {
  expect(sealingFingerprint(sealing)).toMatch(/^[0-9a-f]{32}$/);
  expect(sealingFingerprint(await sealingKey("correct horse battery staple"))).toBe(sealingFingerprint(sealing));
  expect(sealingFingerprint(other)).not.toBe(sealingFingerprint(sealing));
});
