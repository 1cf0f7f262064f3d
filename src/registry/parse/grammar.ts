import { COMMON_TYPES, REGISTRY, SECURITY } from "../namespaces.js";
import { aspectBit, methodBit } from "../security-methods.js";
import type { EntryDraft, HeiDraft, HostDraft } from "./drafts.js";
import type { ElementName } from "./namespace-scopes.js";
import { CatalogueRefused } from "./refusal.js";

type Attributes = Readonly<Record<string, string>>;

/** What is done inside one element. A child without a rule is skipped with everything below it. */
export interface Rule {
  readonly child?: (name: ElementName, attributes: Attributes) => Rule | undefined;
  /** Takes the text of the element, trimmed. */
  readonly text?: (text: string) => void;
  /** Called at the end of the element. */
  readonly done?: () => void;
}

/** Who is told what the catalogue contains, in document order. Entries come before the host that holds them. */
export interface CatalogueReceiver {
  entry(entry: EntryDraft): void;
  host(host: HostDraft): void;
  hei(hei: HeiDraft): void;
  key(fingerprint: string, base64: string): void;
}

const valueOf = (attributes: Attributes, name: string): string => attributes[name]?.trim() ?? "";

/** Children in the registry namespace, by name. */
const children = (rules: Readonly<Record<string, (attributes: Attributes) => Rule | undefined>>): NonNullable<Rule["child"]> =>
  ({ uri, local }, attributes) => (uri === REGISTRY && Object.hasOwn(rules, local) ? rules[local]?.(attributes) : undefined);

const securityRule = (entry: EntryDraft): Rule => ({
  child: ({ uri, local: aspect }) => {
    const declared = uri === SECURITY ? aspectBit(aspect) : undefined;
    if (declared === undefined) return undefined;
    entry.security |= declared;
    return {
      child: (method, attributes) => {
        // We have no certificate of an authority to show: such a method is none for us.
        if (!/^(?:false|0)$/.test(valueOf(attributes, "allows-self-signed"))) entry.security |= methodBit(aspect, method.uri, method.local);
        return undefined;
      },
    };
  },
});

const isUrl = (name: string): boolean => name === "url" || name.endsWith("-url");

/** Children of an API entry live in the entry's own namespace, but for the admin's address. */
const entryChild = (entry: EntryDraft, { uri, local: name }: ElementName): Rule | undefined => {
  if (uri === COMMON_TYPES) return name === "admin-email" ? { text: (text) => entry.emails.push(text) } : undefined;
  if (uri !== entry.namespace) return undefined;
  if (name === "http-security") return securityRule(entry);
  if (isUrl(name)) return { text: (text) => entry.urls.push([name, text]) };
  if (name.startsWith("max-")) return { text: (text) => entry.limits.push([name, text]) };
  return undefined;
};

const entryRule = (receiver: CatalogueReceiver, { uri, local }: ElementName, attributes: Attributes): Rule => {
  const entry: EntryDraft = {
    namespace: uri, element: local, version: valueOf(attributes, "version"),
    emails: [], urls: [], limits: [], security: 0,
  };
  return { child: (part) => entryChild(entry, part), done: () => receiver.entry(entry) };
};

/** Credentials are named by their fingerprints; `into` has a list per element that counts. */
const references = (into: Readonly<Record<string, string[]>>): Rule => ({
  child: children(Object.fromEntries(Object.entries(into).map(([element, list]) => [element, (attributes: Attributes) => void list.push(valueOf(attributes, "sha-256"))]))),
});

const hostRule = (receiver: CatalogueReceiver): Rule => {
  const host: HostDraft = { emails: [], provider: "", heiIds: [], clientKeys: [], certificates: [], serverKeys: [] };
  const ofRegistry = children({
    "apis-implemented": () => ({ child: (entry, attributes) => entryRule(receiver, entry, attributes) }),
    "institutions-covered": () => ({ child: children({ "hei-id": () => ({ text: (text) => host.heiIds.push(text) }) }) }),
    "client-credentials-in-use": () => references({ "rsa-public-key": host.clientKeys, certificate: host.certificates }),
    "server-credentials-in-use": () => references({ "rsa-public-key": host.serverKeys }),
  });
  const child = (name: ElementName, attributes: Attributes): Rule | undefined => {
    if (name.uri !== COMMON_TYPES) return ofRegistry(name, attributes);
    if (name.local === "admin-email") return { text: (text) => host.emails.push(text) };
    return name.local === "admin-provider" ? { text: (text) => void (host.provider = text) } : undefined;
  };
  return { child, done: () => receiver.host(host) };
};

const heiRule = (receiver: CatalogueReceiver, attributes: Attributes): Rule => {
  const hei: HeiDraft = { id: valueOf(attributes, "id"), names: [], otherIds: [] };
  return {
    child: children({
      "other-id": (part) => ({ text: (text) => hei.otherIds.push([valueOf(part, "type"), text]) }),
      name: (part) => ({ text: (text) => hei.names.push([text, valueOf(part, "xml:lang")]) }),
    }),
    done: () => receiver.hei(hei),
  };
};

/** The catalogue as PROTOCOL 2.2 lays it out. Refuses a document whose root is anything else. */
export const catalogueRule = (receiver: CatalogueReceiver): Rule => {
  const catalogue: Rule = {
    child: children({
      host: () => hostRule(receiver),
      institutions: () => ({ child: children({ hei: (attributes) => heiRule(receiver, attributes) }) }),
      binaries: () => ({ child: children({ "rsa-public-key": (attributes) => ({ text: (text) => receiver.key(valueOf(attributes, "sha-256"), text) }) }) }),
    }),
  };
  return {
    child: ({ uri, local }) => {
      if (uri === REGISTRY && local === "catalogue") return catalogue;
      throw new CatalogueRefused("wrong-root", `The document is {${uri}}${local}, not {${REGISTRY}}catalogue.`);
    },
  };
};
