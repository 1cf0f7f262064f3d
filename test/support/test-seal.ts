import { createSecretKey } from "node:crypto";
import { evidenceSeal } from "../../src/security/evidence-seal.js";

/** Seals evidence with a key that every test knows. */
export const testSeal = async () => evidenceSeal(createSecretKey(Buffer.alloc(32, 7)));
