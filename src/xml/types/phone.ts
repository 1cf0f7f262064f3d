import { optional, struct, type ValueOf } from "../schema.js";
import { pattern, string } from "../scalars.js";
import { PHONE_NS } from "./namespaces.js";

const e164 = pattern("a phone number like +4723456789", /^\+[0-9]{1,15}$/, { personal: true });

/** PhoneNumber: `e164` without extension; `otherFormat` only as a last resort (PROTOCOL 1.7). */
export const phoneNumber = struct(PHONE_NS, {
  e164: optional("e164", e164),
  ext: optional("ext", string),
  otherFormat: optional("other-format", string),
});
export type PhoneNumber = ValueOf<typeof phoneNumber>;
