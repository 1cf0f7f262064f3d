import { attribute, content, struct } from "../schema.js";
import { openEnumeration, string } from "../scalars.js";
import { REGISTRY_NS } from "./namespaces.js";

/** OtherHeiId: `{ type, text }`; custom types are allowed (PROTOCOL 2.1). */
export const otherHeiId = struct(REGISTRY_NS, {
  type: attribute("type", openEnumeration("previous-schac", "pic", "erasmus", "euc", "erasmus-charter")),
  text: content(string),
});
