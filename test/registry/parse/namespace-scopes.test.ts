import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { NamespaceScopes } from "../../../src/registry/parse/namespace-scopes.js";

type Names = readonly string[];

/** The names of the elements of a document as the parser itself resolves them, or that it refuses. */
const asSaxesSays = (xml: string): Names | "refused" => {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const names: string[] = [];
  parser.on("opentag", ({ uri, local }) => void names.push(`{${uri}}${local}`));
  return told(() => parser.write(xml).close(), names);
};

const asWeSay = (xml: string): Names | "refused" => {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const scopes = new NamespaceScopes();
  const names: string[] = [];
  parser.on("attribute", (attribute) => scopes.attribute(attribute));
  parser.on("opentag", ({ name }) => {
    const { uri, local } = scopes.open(name);
    names.push(`{${uri}}${local}`);
  });
  parser.on("closetag", () => scopes.close());
  return told(() => parser.write(xml).close(), names);
};

const told = (parse: () => unknown, names: Names): Names | "refused" => {
  try {
    parse();
    return names;
  } catch {
    return "refused";
  }
};

const prefix = fc.constantFrom("", "", "a:", "b:", "c:", "xml:", "xmlns:", "__proto__:", "a:b:", ":");
const declaration = fc.record({
  name: fc.constantFrom("xmlns", "xmlns:a", "xmlns:b", "xmlns:c", "xmlns:__proto__", "xmlns:xml", "xmlns:xmlns", "xmlns:", "xmlns:a:b"),
  uri: fc.constantFrom("urn:1", "urn:2", " urn:1 ", "urn:&#49;", "", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"),
});
const attribute = fc.record({ name: fc.tuple(prefix, fc.constantFrom("k", "lang")).map((parts) => parts.join("")), uri: fc.constant("v") });
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .record({
      name: fc.tuple(prefix, fc.constantFrom("x", "y")).map((parts) => parts.join("")),
      attributes: fc.uniqueArray(fc.oneof(declaration, declaration, attribute), { maxLength: 3, selector: ({ name }) => name }),
      children: fc.array(fc.oneof({ maxDepth: 3, depthIdentifier: "element" }, fc.constant(""), tie("element")), { maxLength: 3 }),
    })
    .map(({ name, attributes, children }) => `<${name}${attributes.map(({ name: key, uri }) => ` ${key}="${uri}"`).join("")}>${children.join("")}</${name}>`),
}));
/** All prefixes are declared by the root, so that not most of the documents are refused. */
const documentOf = (content: string): string => `<root xmlns="urn:0" xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c="urn:c">${content}</root>`;

describe("namespaces", () => {
  test("are what the parser makes of them, and what it refuses is refused", () => {
    let read = 0;
    fc.assert(fc.property(element, (content) => {
      const expected = asSaxesSays(documentOf(content));
      if (expected !== "refused") read++;
      expect(asWeSay(documentOf(content))).toEqual(expected);
    }), { numRuns: 3000 });
    expect(read).toBeGreaterThan(300);
  });

  test.each([
    ["a prefix that nobody declared", "<a:x/>", "The catalogue is not well-formed XML: unbound namespace prefix: \"a\"."],
    ["one of an attribute", "<x a:k=\"v\"/>", "The catalogue is not well-formed XML: unbound namespace prefix: \"a\"."],
    ["one that was declared beside it only", "<x><y xmlns:a=\"urn:a\"/><a:z/></x>", "The catalogue is not well-formed XML: unbound namespace prefix: \"a\"."],
    ["a prefix that is declared as nothing", "<x xmlns:a=\"\"/>", "The catalogue is not well-formed XML: the prefix \"a\" is declared as nothing."],
    ["two prefixes", "<a:b:c xmlns:a=\"urn:a\"/>", "The catalogue is not well-formed XML: malformed name: a:b:c."],
  ])("refused: %s", (_, xml, message) => {
    const parser = new SaxesParser({ xmlns: false, position: false });
    const scopes = new NamespaceScopes();
    parser.on("attribute", (each) => scopes.attribute(each));
    parser.on("opentag", ({ name }) => void scopes.open(name));
    parser.on("closetag", () => scopes.close());
    expect(() => parser.write(xml).close()).toThrow(message);
  });

  test("a name in a scope is one object", () => {
    const scopes = new NamespaceScopes();
    scopes.attribute({ name: "xmlns:a", value: "urn:a" });
    scopes.open("a:root");
    const first = scopes.open("a:x");
    scopes.close();
    expect(scopes.open("a:x")).toBe(first);
  });
});
