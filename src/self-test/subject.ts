import { createHash } from "node:crypto";
import { manifest, type Manifest } from "../ewp/discovery/v6/documents.js";
import type { Clock, Ids } from "../kernel/ports.js";
import type { XmlElement } from "../xml/element.js";
import { readDocument } from "../xml/read.js";
import type { Ask } from "./caller.js";

/** One API entry of the manifest. */
export interface Entry {
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  /** Addresses by the name of their element. */
  readonly urls: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, number>>;
  readonly element: XmlElement;
}

/** The node that is looked at, as its manifest has it. */
export interface Subject {
  readonly manifestUrl: string;
  readonly manifestBytes: Uint8Array;
  readonly host: NonNullable<Manifest["host"]>;
  readonly heiId: string;
  readonly entries: readonly Entry[];
  /** DER SubjectPublicKeyInfo by fingerprint. */
  readonly serverKeys: ReadonlyMap<string, Buffer>;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Reads a manifest. Throws an Error whose message says what it lacks for any further test. */
export const subjectFrom = (manifestUrl: string, manifestBytes: Uint8Array, parts: Pick<Subject, "ask" | "clock" | "ids">): Subject => {
  const { host } = readDocument(manifest, manifestBytes);
  const heiId = host?.institutionsCovered?.hei?.id;
  if (!host || heiId === undefined) throw new Error("The manifest covers no institution, so there is nobody to ask for.");
  const keys = (host.serverCredentialsInUse?.rsaPublicKeys ?? []).map((text) => Buffer.from(text, "base64"));
  return {
    ...parts, manifestUrl, manifestBytes, host, heiId,
    entries: (host.apisImplemented?.entries ?? []).map(entryOf),
    serverKeys: new Map(keys.map((der) => [createHash("sha256").update(der).digest("hex"), der])),
  };
};

const entryOf = (element: XmlElement): Entry => {
  const texts = element.children.flatMap((child): [string, string][] =>
    typeof child !== "string" && child.children.every((inner) => typeof inner === "string") ? [[child.name, child.children.join("").trim()]] : []);
  return {
    name: element.name, namespace: element.ns, element, version: element.attributes.find(({ name }) => name === "version")?.value ?? "",
    urls: Object.fromEntries(texts.filter(([name]) => /(^|-)url$/.test(name))),
    limits: Object.fromEntries(texts.filter(([name]) => name.startsWith("max-")).map(([name, value]) => [name, Number(value)])),
  };
};

/** The newest entry of an API with this major version. */
export const entryNamed = ({ entries }: Subject, name: string, major: number): Entry | undefined =>
  entries.filter((entry) => entry.name === name && entry.version.startsWith(`${major}.`)).sort((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }))[0];

/** The address of an endpoint; throws when the node has none, which `onlyIf` prevents. */
export const addressOf = (subject: Subject, name: string, major: number, url = "url"): string => {
  const found = entryNamed(subject, name, major)?.urls[url];
  if (found === undefined) throw new Error(`The manifest has no ${url} of ${name} ${major}.`);
  return found;
};
