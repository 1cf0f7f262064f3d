import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { keep, kept } from "./kept-between-runs.js";

export interface TestKeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const made = (): string => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();

let given = 0;

/** An RSA key pair of 2048 bits: another one at each call, and in each test file the same ones, since making them took a third of the tests' time. */
export const testKeyPair = (): TestKeyPair => {
  const name = `keys/${++given}.pem`;
  const privateKey = createPrivateKey(kept(name) ?? keep(name, made()));
  return { publicKey: createPublicKey(privateKey), privateKey };
};
