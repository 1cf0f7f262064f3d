/** Types of the common schema (PROTOCOL 1.7). */
import { XML_NS } from "../markup.js";
import { attribute, content, many, optional, optionalAttribute, struct } from "../schema.js";
import { apiVersion, email, http, languageTag, string } from "../scalars.js";
import { EWP_NS } from "./namespaces.js";

/** StringWithOptionalLang and MultilineStringWithOptionalLang: `{ text, lang? }`, the kernel's LangText. */
export const langText = struct(EWP_NS, {
  text: content(string),
  lang: optionalAttribute("lang", languageTag, { ns: XML_NS }),
});

/** HTTPWithOptionalLang: `{ text, lang? }` whose text is the URL. */
export const urlLang = struct(EWP_NS, {
  text: content(http),
  lang: optionalAttribute("lang", languageTag, { ns: XML_NS }),
});

/** Beginning of every API entry of a manifest (ManifestApiEntryBase); spread it before the entry's own fields. */
export const manifestEntryBase = {
  version: attribute("version", apiVersion),
  adminEmails: many("admin-email", email, { ns: EWP_NS }),
  adminNotes: optional("admin-notes", string, { ns: EWP_NS }),
};
