import { isVersion } from "../versions.js";
import type { SkipReason } from "./skips.js";

/** A `host` element while it is read. */
export interface HostDraft {
  readonly emails: string[];
  provider: string;
  readonly heiIds: string[];
  readonly clientKeys: string[];
  /** Fingerprints of TLS client certificates. */
  readonly certificates: string[];
  readonly serverKeys: string[];
}

/** A child of `apis-implemented` while it is read: texts as they stand there. */
export interface EntryDraft {
  readonly namespace: string;
  readonly element: string;
  readonly version: string;
  readonly emails: string[];
  readonly urls: [name: string, url: string][];
  readonly limits: [name: string, limit: string][];
  /** Bits of security-methods.ts, as declared. */
  security: number;
}

/** An `institutions/hei` element while it is read. */
export interface HeiDraft {
  readonly id: string;
  readonly names: [text: string, lang: string][];
  readonly otherIds: [type: string, value: string][];
}

export interface Problem {
  readonly reason: SkipReason;
  readonly text: string;
}

const URL_FORM = /^https:\/\/[^\s#]+$/;
/** Addresses of which nothing but the form can be wrong; to parse each of 100,000 takes longer than all else about entries. */
const USUAL_URL = /^https:\/\/(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]+(?::\d{1,4})?(?:\/[^\s#]*)?$/;
const LIMIT_FORM = /^0*[1-9]\d{0,8}$/;

/** Whether it is an https URL without fragment. */
export const usableUrl = (url: string): boolean => USUAL_URL.test(url) || (URL_FORM.test(url) && URL.canParse(url));

/** Why an entry cannot be used, if so: no version N.N.N, no URL, a URL that is not https without fragment (PROTOCOL 2.1), a limit that is no number. */
export const entryProblem = (entry: EntryDraft): Problem | undefined => {
  const problem = (reason: SkipReason, text: string): Problem => ({ reason, text: `${entry.element} in ${entry.namespace}: ${text}` });
  if (!isVersion(entry.version)) return problem("api-version", `version "${entry.version}" is not of the form N.N.N`);
  if (entry.urls.length === 0) return problem("api-without-url", "no URL");
  const url = entry.urls.find(([, value]) => !usableUrl(value));
  if (url) return problem("api-url", `${url[0]} "${url[1]}" is not an https URL without fragment`);
  const limit = entry.limits.find(([, value]) => !LIMIT_FORM.test(value));
  if (limit) return problem("api-limit", `${limit[0]} "${limit[1]}" is not a positive number`);
  return undefined;
};
