import { isIP } from "node:net";
import { attributeOf, childElements, textOf, type XmlElement } from "../../xml/element.js";
import type { Note } from "./note.js";

const EWP = "https://github.com/erasmus-without-paper/";
/** Elements whose addresses the registry looks at. */
const URL_ELEMENTS = new Set(["url", "get-url", "index-url", "update-url", "stats-url"]);
/** Entries that may stand anywhere and under any address. */
const EXEMPT = new Set(["discovery", "echo"]);

/** Whose entries are judged. */
export interface Owner {
  /** Id of the HEI, or the manifest's address for a host without one. */
  readonly hei: string;
  readonly manifestUrl: string;
  /** Fingerprints. */
  readonly serverKeys: readonly string[];
}

/** Addresses and API classes that are taken already. */
export class ClaimedEndpoints {
  readonly #urls = new Map<string, Owner>();
  readonly #classes = new Map<string, string>();

  /** Why the entry cannot be had by this owner; undefined when it can, and then it is taken. */
  claim(entry: XmlElement, owner: Owner): string | undefined {
    const url = mainUrlOf(entry) ?? "";
    const holder = this.#urls.get(url);
    if (holder && holder.manifestUrl !== owner.manifestUrl && !holder.serverKeys.some((key) => owner.serverKeys.includes(key))) {
      return `its address ${url} is registered by ${holder.manifestUrl} already`;
    }
    const key = `${owner.hei} ${entry.ns} ${entry.name}`;
    const other = this.#classes.get(key);
    if (other !== undefined && other !== url) return `${owner.hei} has this API under ${other} already`;
    this.#urls.set(url, holder ?? owner);
    this.#classes.set(key, url);
    return undefined;
  }
}

type Rule = (entry: XmlElement, owner: Owner, claimed: ClaimedEndpoints) => string | undefined;

/** Rules in the order of PROTOCOL 2.1; each gives the reason to leave an entry out. The last one takes what it lets pass. */
const RULES: readonly Rule[] = [
  (entry) => (mainUrlOf(entry) === undefined ? "it has neither url nor get-url" : undefined),
  (entry) => urlsOf(entry).map(urlProblem).find((problem) => problem !== undefined),
  (entry, owner, claimed) => claimed.claim(entry, owner),
];

/** The entries that go into the catalogue, unchanged, and what is to be said of the others (PROTOCOL 2.1). */
export const acceptEntries = (entries: readonly XmlElement[], owner: Owner, claimed: ClaimedEndpoints): { readonly entries: readonly XmlElement[]; readonly notes: readonly Note[] } => {
  const notes: Note[] = [];
  const accepted = entries.filter((entry) => {
    const problem = problemOf(entry, owner, claimed);
    if (problem !== undefined) notes.push({ level: "error", text: `The entry ${entry.name} is left out: ${problem}.` });
    else notes.push(...versionNotes(entry));
    return problem === undefined;
  });
  return { entries: accepted, notes };
};

const problemOf = (entry: XmlElement, owner: Owner, claimed: ClaimedEndpoints): string | undefined => {
  if (!entry.ns.startsWith(EWP)) return undefined;
  if (entry.name === "registry") return "only the registry itself publishes one";
  if (entry.name === "catalogue") return "a catalogue cannot be part of a manifest";
  if (EXEMPT.has(entry.name)) return undefined;
  for (const rule of RULES) {
    const problem = rule(entry, owner, claimed);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** The mandatory entry about the manifest itself (PROTOCOL 2.1 rule 4). */
export const discoveryNotes = (entries: readonly XmlElement[], manifestUrl: string): readonly Note[] => {
  const own = entries.find(({ name, ns }) => name === "discovery" && ns.startsWith(EWP));
  if (!own) return [{ level: "warning", text: "The manifest has no discovery entry about itself." }];
  const url = mainUrlOf(own);
  return url === manifestUrl ? [] : [{ level: "warning", text: `The discovery entry says ${url ?? "nothing"}, but the manifest is registered under ${manifestUrl}.` }];
};

/** The major of `version` belongs to the `stable-vN` of the namespace; 0.x may stand in stable-v1 (PROTOCOL 2.1 rule 10). */
const versionNotes = (entry: XmlElement): readonly Note[] => {
  const version = attributeOf(entry, "version");
  const stable = /\/stable-v(\d+)\//.exec(entry.ns)?.[1];
  if (!entry.ns.startsWith(EWP) || stable === undefined) return [];
  const major = /^(\d+)\.\d+\.\d+$/.exec(version ?? "")?.[1];
  if (major === stable || (major === "0" && stable === "1")) return [];
  return [{ level: "warning", text: `The entry ${entry.name} has version ${version ?? "(none)"} in the namespace of stable-v${stable}.` }];
};

const urlsOf = (entry: XmlElement): string[] => childElements(entry).filter(({ name }) => URL_ELEMENTS.has(name)).map((child) => textOf(child).trim());
const mainUrlOf = (entry: XmlElement): string | undefined => {
  const found = childElements(entry).find(({ name }) => name === "url" || name === "get-url");
  return found && textOf(found).trim();
};

/** A valid https URL without fragment whose host an outsider could resolve (PROTOCOL 8 row 19). */
const urlProblem = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") return `${text} is no https URL`;
  if (text.includes("#")) return `${text} has a fragment`;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) === 0 && (!host.includes(".") || host.endsWith(".test"))) return `${text} has a host without a public suffix`;
  return undefined;
};
