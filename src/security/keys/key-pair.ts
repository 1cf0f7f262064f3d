import { generateKeyPair as nodeGenerateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { RSA_BITS } from "./public-key.js";

const generate = promisify(nodeGenerateKeyPair);

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A fresh RSA-2048 key pair, made off the event loop in a tenth of a second or so. */
export const generateKeyPair = (): Promise<KeyPair> => generate("rsa", { modulusLength: RSA_BITS });
