import { CatalogueRefused } from "./refusal.js";

/** An element's name, resolved: the same object whenever the same name occurs in the same scope. */
export interface ElementName {
  readonly uri: string;
  readonly local: string;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
}

const XMLNS = "xmlns";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

const refusal = (problem: string): CatalogueRefused => new CatalogueRefused("not-xml", `The catalogue is not well-formed XML: ${problem}.`);

/** Prefix and local part of a qualified name. */
const partsOf = (name: string): readonly [prefix: string, local: string] => {
  const colon = name.indexOf(":");
  if (colon < 0) return ["", name];
  if (colon === 0 || colon === name.length - 1 || name.includes(":", colon + 1)) throw refusal(`malformed name: ${name}`);
  return [name.slice(0, colon), name.slice(colon + 1)];
};

/** What an element declares, by prefix. */
const declarationsIn = (attributes: readonly Attribute[]): ReadonlyMap<string, string> => {
  const declared = new Map<string, string>();
  for (const { name, value } of attributes) {
    const [first, local] = partsOf(name);
    if (name !== XMLNS && first !== XMLNS) continue;
    const [prefix, uri] = [name === XMLNS ? "" : local, value.trim()];
    if (prefix !== "" && uri === "") throw refusal(`the prefix ${JSON.stringify(prefix)} is declared as nothing`);
    if (prefix === XMLNS || uri === XMLNS_NAMESPACE || (prefix === "xml") !== (uri === XML_NAMESPACE)) throw refusal(`the prefix ${JSON.stringify(prefix)} may not be declared as ${JSON.stringify(uri)}`);
    declared.set(prefix, uri);
  }
  return declared;
};

/** The names that prefixes stand for within an element that declares some. */
class Scope {
  readonly #names = new Map<string, ElementName>();

  constructor(readonly declared: ReadonlyMap<string, string>, readonly outer?: Scope) {}

  name(qualified: string): ElementName {
    const known = this.#names.get(qualified);
    if (known) return known;
    const [prefix, local] = partsOf(qualified);
    const name = { uri: this.uriOf(prefix), local };
    this.#names.set(qualified, name);
    return name;
  }

  uriOf(prefix: string): string {
    const uri = this.declared.get(prefix) ?? this.outer?.uriOf(prefix) ?? "";
    if (uri === "" && prefix !== "") throw refusal(`unbound namespace prefix: ${JSON.stringify(prefix)}`);
    return uri;
  }
}

/**
 * Namespaces in XML for a parser that knows none. Nearly all of a catalogue is in the scope of its root, so a name is resolved once and
 * then looked up.
 */
export class NamespaceScopes {
  readonly #scopes: Scope[] = [new Scope(new Map([["xml", XML_NAMESPACE]]))];
  #attributes: Attribute[] = [];

  /** To be called with every attribute, before the tag that it is in. */
  attribute(attribute: Attribute): void {
    const { name } = attribute;
    if (name === XMLNS || (name.includes(":") && !name.startsWith("xml:"))) this.#attributes.push(attribute);
  }

  /** To be called with the name of every start tag. Throws `CatalogueRefused` where a name has no namespace. */
  open(qualified: string): ElementName {
    const outer = this.#scopes.at(-1) as Scope;
    const scope = this.#attributes.length === 0 ? outer : this.#scopeIn(outer);
    this.#scopes.push(scope);
    return scope.name(qualified);
  }

  /** To be called with every end tag. */
  close(): void {
    this.#scopes.pop();
  }

  #scopeIn(outer: Scope): Scope {
    const attributes = this.#attributes;
    this.#attributes = [];
    const declared = declarationsIn(attributes);
    const scope = declared.size > 0 ? new Scope(declared, outer) : outer;
    for (const [prefix] of attributes.map(({ name }) => partsOf(name))) if (prefix !== XMLNS) scope.uriOf(prefix);
    return scope;
  }
}
