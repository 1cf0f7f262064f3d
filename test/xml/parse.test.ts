import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { attributeOf, childElements, element, textOf } from "../../src/xml/element.js";
import { XmlRefused } from "../../src/xml/errors.js";
import { parseXml, type XmlLimits } from "../../src/xml/parse.js";
import { xmlToJson } from "../../src/xml/loose.js";
import { anyText } from "../support/xml/wire-values.js";

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

const refusal = (input: Uint8Array | string, limits?: XmlLimits): string => {
  try {
    parseXml(input, limits);
  } catch (error) {
    if (error instanceof XmlRefused) return error.message;
    throw error;
  }
  return "accepted";
};

describe("what is refused, and what is said about it", () => {
  const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);

  test.each<[string, Uint8Array | string, string]>([
    ["internal entity", `<!DOCTYPE a [<!ENTITY e "x">]>\n<a>&e;</a>`, "line 1: a DOCTYPE is not allowed"],
    ["billion laughs", `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`, "line 1: a DOCTYPE is not allowed"],
    ["external entity", `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>`, "line 1: a DOCTYPE is not allowed"],
    ["external DTD that is not used", `<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>`, "line 2: a DOCTYPE is not allowed"],
    ["undefined entity", "<a>&e;</a>", "line 1: undefined entity."],
    ["depth", nested(65), "elements are nested deeper than 64"],
    ["number of elements", `<a>${"<b/>".repeat(250_000)}</a>`, "there are more than 250000 elements"],
    ["duplicate attribute", `<a b="1" b="2"/>`, "line 1: duplicate attribute: b."],
    ["duplicate attribute by namespace", `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`, "line 1: duplicate attribute: {u}b."],
    ["crossed tags", "<a><b></a></b>", "line 1: unexpected close tag."],
    ["unbound prefix of an element", "<a>\n<p:b/></a>", "line 2: unbound namespace prefix: \"p\"."],
    ["unbound prefix of an attribute", "<a p:b='1'/>", "line 1: unbound namespace prefix: \"p\"."],
    ["second root", "<a/><b/>", "line 1: documents may contain only one root."],
    ["text after the root", "<a/>\nrest", "line 2: text data outside of root node."],
    ["text before the root", "rest<a/>", "line 1: text data outside of root node."],
    ["truncated element", "<a><b>", "line 1: unclosed tag: b"],
    ["truncated tag", "<a><b", "line 1: unclosed tag: a"],
    ["nothing", "", "line 1: document must contain a root element."],
    ["blanks only", " \n ", "line 2: document must contain a root element."],
    ["control character", "<a>\u0001</a>", "line 1: disallowed character."],
    ["control character by reference", "<a>&#1;</a>", "line 1: malformed character entity."],
    ["lone surrogate by reference", "<a>&#xD800;</a>", "line 1: malformed character entity."],
    ["attribute without quotes", "<a b=1/>", "line 1: unquoted attribute value."],
    ["markup in an attribute", `<a b="<"/>`, "line 1: disallowed character."],
    ["invalid UTF-8", bytes("<a>", [0xc3, 0x28], "</a>"), "the bytes are not valid UTF-8"],
    ["overlong UTF-8", bytes("<a>", [0xc0, 0xaf], "</a>"), "the bytes are not valid UTF-8"],
    ["odd UTF-16", bytes([0xff, 0xfe, 0x3c]), "the bytes are not valid UTF-16LE"],
    ["unknown encoding", bytes(`<?xml version="1.0" encoding="ebcdic-37"?><a/>`), `line 1: the encoding "ebcdic-37" is not supported`],
    ["UTF-16 declared by what is ASCII", bytes(`<?xml version="1.0" encoding="UTF-16"?><a/>`), `line 1: the declared encoding "UTF-16" is not that of the bytes`],
  ])("%s", (_what, input, message) => {
    expect(refusal(input)).toBe(message);
  });

  test("size, counted in bytes", () => {
    expect(refusal("<a>é</a>", { maxBytes: 8 })).toBe("the document has 9 bytes, the limit is 8");
    expect(refusal("<a>é</a>", { maxBytes: 9 })).toBe("accepted");
    expect(refusal(new Uint8Array(10 * 1024 * 1024 + 1))).toBe("the document has 10485761 bytes, the limit is 10485760");
  });

  test("depth can be set", () => {
    expect(refusal(nested(64))).toBe("accepted");
    expect(refusal(nested(3), { maxDepth: 2 })).toBe("elements are nested deeper than 2");
  });

  test("the line is told as a number too", () => {
    expect(() => parseXml("<a>\n\n<b></a>")).toThrow(expect.objectContaining({ name: "XmlRefused", line: 3 }));
  });
});

describe("large hostile input is answered in linear time", () => {
  const many = 200_000;
  test.each<[string, string, string]>([
    ["depth", "<a>".repeat(many), "elements are nested deeper than 64"],
    ["depth with namespaces", "<p:a xmlns:p='u'>".repeat(many), "elements are nested deeper than 64"],
    ["one long blank text", `<a>${" ".repeat(many * 10)}</a>`, "accepted"],
    ["many attributes", `<a ${Array.from({ length: 20_000 }, (_, at) => `a${at}=''`).join(" ")}/>`, "accepted"],
    ["many namespaces", `<a ${Array.from({ length: 20_000 }, (_, at) => `xmlns:a${at}='u${at}'`).join(" ")}/>`, "accepted"],
    ["many character references", `<a>${"&#65;".repeat(many)}</a>`, "accepted"],
    ["many comments in text", `<a>${"x<!---->".repeat(many)}</a>`, "accepted"],
    ["many siblings", `<a>${"<b/>".repeat(many)}</a>`, "accepted"],
    ["open CDATA", `<a><![CDATA[${"]]".repeat(many)}`, "line 1: unclosed tag: a"],
    ["open DOCTYPE", `<!DOCTYPE a [${"<!ENTITY a 'b'>".repeat(many)}`, "line 1: document must contain a root element."],
  ])("%s", (_what, input, message) => {
    expect(refusal(input)).toBe(message);
  });
});

describe("what is kept", () => {
  test("order, namespaces, attributes; not prefixes, comments, instructions", () => {
    const xml = `<?xml version="1.0"?><?pi x?><p:a xmlns:p="u" xmlns="v" b="1" p:c="2" xml:lang="en">t<!-- c -->u<![CDATA[<&]]>\n<x/><y>2</y><x xmlns=""/></p:a><!-- end -->`;
    expect(parseXml(xml)).toEqual({
      name: "a",
      ns: "u",
      attributes: [{ name: "b", ns: "", value: "1" }, { name: "c", ns: "u", value: "2" }, { name: "lang", ns: "http://www.w3.org/XML/1998/namespace", value: "en" }],
      children: [
        "tu<&\n",
        { name: "x", ns: "v", attributes: [], children: [] },
        { name: "y", ns: "v", attributes: [], children: ["2"] },
        { name: "x", ns: "", attributes: [], children: [] },
      ],
    });
  });

  test("names of the language itself are names like others", () => {
    const root = parseXml(`<__proto__ constructor="c" __proto__="p"><toString/></__proto__>`);
    expect([root.name, attributeOf(root, "constructor"), attributeOf(root, "__proto__"), childElements(root).map(({ name }) => name)]).toEqual(["__proto__", "c", "p", ["toString"]]);
    expect(({} as Record<string, unknown>)["p"]).toBeUndefined();
  });

  test.each<[string, Uint8Array]>([
    ["UTF-8 without a declaration", bytes("<a>Łódź €</a>")],
    ["UTF-8 with a byte order mark", bytes([0xef, 0xbb, 0xbf], "<a>Łódź €</a>")],
    ["a byte order mark against another declaration", bytes([0xef, 0xbb, 0xbf], `<?xml version="1.0" encoding="ISO-8859-1"?><a>Łódź €</a>`)],
    ["UTF-16 little-endian", bytes([0xff, 0xfe], [...Buffer.from("<a>Łódź €</a>", "utf16le")])],
    ["UTF-16 big-endian", bytes([0xfe, 0xff], [...Buffer.from("<a>Łódź €</a>", "utf16le").swap16()])],
    ["UTF-16 without a mark", bytes([...Buffer.from(`<?xml version="1.0" encoding="UTF-16"?><a>Łódź €</a>`, "utf16le")])],
    ["ISO-8859-2", bytes(`<?xml version='1.0' encoding='iso-8859-2'?><a>`, [0xa3, 0xf3, 0x64, 0xbc], " &#x20ac;</a>")],
  ])("%s", (_what, input) => {
    expect(textOf(parseXml(input))).toBe("Łódź €");
  });

  test("accessors", () => {
    const root = element("u", "a", ["x", element("u", "b", ["1"]), "y", element("v", "c")], { d: "e" });
    expect(textOf(root)).toBe("xy");
    expect(textOf(element("u", "a", [element("u", "b", ["1"])]))).toBe("");
    expect(childElements(root).map(({ name }) => name)).toEqual(["b", "c"]);
    expect(childElements(root, "b").map(textOf)).toEqual(["1"]);
    expect([attributeOf(root, "d"), attributeOf(root, "d", "u"), attributeOf(root, "x")]).toEqual(["e", undefined, undefined]);
  });
});

describe("as JSON for people", () => {
  test("names without prefixes, attributes, repeated elements", async () => {
    const xml = `<p:a xmlns:p="u"><p:b x="1">t</p:b><p:c/><p:b>2</p:b></p:a>`;
    expect(JSON.parse(JSON.stringify(await xmlToJson(Buffer.from(xml))))).toEqual({ a: { "@": { "xmlns:p": "u" }, b: [{ "#": "t", "@": { x: "1" } }, "2"], c: "" } });
  });

  test("what parseXml refuses never gets as far", async () => {
    await expect(xmlToJson(`<!DOCTYPE a><a/>`)).rejects.toThrow(new XmlRefused("a DOCTYPE is not allowed", 1));
    await expect(xmlToJson("<a/><b/>")).rejects.toThrow("documents may contain only one root.");
    await expect(xmlToJson("<a>12</a>", { maxBytes: 8 })).rejects.toThrow("the document has 9 bytes, the limit is 8");
  });

  test("every text that can be written is taken", async () => {
    await fc.assert(fc.asyncProperty(anyText, async (text) => {
      const escaped = text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`);
      expect(JSON.stringify(await xmlToJson(`<a b="1">.${escaped}.</a>`))).toContain(JSON.stringify(`.${text}.`));
    }));
  });
});
