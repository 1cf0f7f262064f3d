import { document, type DocumentOf, many } from "../../../xml/schema.js";
import { heiId, string } from "../../../xml/scalars.js";

/** What the caller is known as, and what it said (PROTOCOL 5.2). */
export const echoResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-echo/tree/stable-v2", "response", {
  heiIds: many("hei-id", heiId),
  echos: many("echo", string),
});
export type EchoResponse = DocumentOf<typeof echoResponse>;
