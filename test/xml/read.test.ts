import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { echoResponse } from "../../src/ewp/echo/v2/documents.js";
import { getResponse } from "../../src/ewp/iias/v7/documents.js";
import { institutionsResponse } from "../../src/ewp/institutions/v2/documents.js";
import { manifest } from "../../src/ewp/discovery/v6/documents.js";
import { XmlInvalid, XmlRefused } from "../../src/xml/errors.js";
import { parseXml } from "../../src/xml/parse.js";
import { readDocument, type XmlQuirk } from "../../src/xml/read.js";
import { one, optional, struct, document, many } from "../../src/xml/schema.js";
import { email, enumeration, integer, openEnumeration, pattern, string, tolerating } from "../../src/xml/scalars.js";
import { writeDocument } from "../../src/xml/write.js";
import { ADDRESS_NS, CONTACT_NS } from "../../src/xml/types/namespaces.js";

const problemsOf = (read: () => unknown): string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof XmlInvalid) return error.problems.map(({ path, problem }) => `${path}: ${problem}`);
    throw error;
  }
  return [];
};

const NS = "urn:a";
const doc = document(NS, "root", {
  name: one("name", string),
  count: optional("count", integer),
  kind: optional("kind", enumeration("small", "large")),
  open: optional("open", openEnumeration("known")),
  emails: many("email", email, { max: 2 }),
  inner: optional("inner", struct("urn:b", { value: one("value", string) })),
});
const read = (inside: string, ns = NS) => readDocument(doc, `<root xmlns="${ns}" xmlns:b="urn:b" xmlns:x="urn:x">${inside}</root>`);

describe("tolerant where the protocol asks for it", () => {
  test("unknown elements and attributes are skipped, any order is taken", () => {
    expect(read(`<count new="1">7</count><x:name>of another namespace</x:name><more><name>deeper</name></more><name>n</name>`)).toEqual({ name: "n", count: 7, emails: [] });
  });

  test("prefixes do not matter", () => {
    expect(readDocument(doc, `<p:root xmlns:p="urn:a"><q:name xmlns:q="urn:a">n</q:name></p:root>`)).toEqual({ name: "n", emails: [] });
  });

  test("a value of a list that may grow is kept", () => {
    expect(read("<name/><open>invented</open>").open).toBe("invented");
  });

  test("comments, CDATA and unknown elements inside text", () => {
    expect(read("<name>a<!-- x -->b<![CDATA[<c>]]><b:note>skipped</b:note>d</name>").name).toBe("ab<c>d");
  });

  test("an element that was parsed before", () => {
    expect(readDocument(doc, parseXml(`<root xmlns="urn:a"><name>n</name></root>`))).toEqual({ name: "n", emails: [] });
  });
});

describe("problems are told with their place", () => {
  test.each<[string, string, string[]]>([
    ["missing", "", ["/root/name: missing"]],
    ["twice", "<name/><name/>", ["/root/name: expected 1, got 2"]],
    ["too many", "<name/><email>a@b.c</email><email>a@b.c</email><email>a@b.c</email>", ["/root/email: expected at most 2, got 3"]],
    ["not a number", "<name/><count>many</count>", [`/root/count: expected a whole number, got "many"`]],
    ["not of the list", "<name/><kind>middle</kind>", [`/root/kind: expected one of small, large, got "middle"`]],
    ["personal data is not repeated", "<name/><email>a@b.c</email><email>Jan Kowalski</email>", ["/root/email[2]: expected an e-mail address, got 12 characters that are none"]],
    ["long values are cut", `<name/><count>${"9".repeat(100)}</count>`, [`/root/count: expected a whole number, got "${"9".repeat(80)}..."`]],
    ["several at once", "<count/><kind/>", ["/root/name: missing", `/root/count: expected a whole number, got ""`, `/root/kind: expected one of small, large, got ""`]],
  ])("%s", (_what, inside, problems) => {
    expect(problemsOf(() => read(inside))).toEqual(problems);
  });

  test("in an agreement", () => {
    const partner = (inside: string) => `<partner><hei-id>a.example</hei-id>${inside}</partner>`;
    const iia = (...partners: string[]) => `<iia>${partners.join("")}<in-effect>true</in-effect><cooperation-conditions/><iia-hash>${"0".repeat(64)}</iia-hash></iia>`;
    const xml = `<iias-get-response xmlns="${getResponse.ns}" xmlns:c="${CONTACT_NS}">
      ${iia(partner(""), partner(""))}
      ${iia("<partner/>", partner("<iia-id>two words</iia-id><c:contact><c:email>x</c:email></c:contact>"), partner(""))}
    </iias-get-response>`;
    expect(problemsOf(() => readDocument(getResponse, xml))).toEqual([
      "/iias-get-response/iia[2]/partner: expected 2, got 3",
      "/iias-get-response/iia[2]/partner[1]/hei-id: missing",
      `/iias-get-response/iia[2]/partner[2]/iia-id: expected 1 to 64 printable ASCII characters, got "two words"`,
      "/iias-get-response/iia[2]/partner[2]/contact[1]/contact-name: missing",
      "/iias-get-response/iia[2]/partner[2]/contact[1]/email[1]: expected an e-mail address, got 1 characters that are none",
    ]);
  });

  test("attributes", () => {
    const xml = `<institutions-response xmlns="${institutionsResponse.ns}"><hei><hei-id>a</hei-id><other-id>1</other-id><name xml:lang="?">n</name></hei></institutions-response>`;
    expect(problemsOf(() => readDocument(institutionsResponse, xml))).toEqual([
      "/institutions-response/hei[1]/other-id[1]/@type: missing",
      `/institutions-response/hei[1]/name[1]/@xml:lang: expected a language tag like en or pt-BR, got "?"`,
    ]);
  });

  test("at most 20, and how many more", () => {
    const xml = `<institutions-response xmlns="${institutionsResponse.ns}">${"<hei><hei-id>a</hei-id></hei>".repeat(25)}</institutions-response>`;
    expect(() => readDocument(institutionsResponse, xml)).toThrow(expect.objectContaining({ total: 25, message: expect.stringMatching(/hei\[20\]\/name: missing; and 5 more$/) }));
  });

  test("another document", () => {
    expect(problemsOf(() => readDocument(doc, "<other/>"))).toEqual(["/other: expected the root element root"]);
  });

  test("not XML at all", () => {
    expect(() => readDocument(doc, "<root")).toThrow(XmlRefused);
    expect(() => readDocument(doc, "<root>".padEnd(30), { maxBytes: 29 })).toThrow(new XmlRefused("the document has 30 bytes, the limit is 29"));
  });
});

describe("a wrong namespace is a quirk, never silent (PROTOCOL 8 row 20)", () => {
  const withQuirks = (xml: string) => {
    const quirks: XmlQuirk[] = [];
    return { value: readDocument(doc, xml, { onQuirk: (quirk) => quirks.push(quirk) }), quirks };
  };

  test("without a listener it is a problem", () => {
    expect(problemsOf(() => read("<name>n</name>", "urn:old"))).toEqual([
      "/root: expected the namespace urn:a, got urn:old",
      "/root/name: expected the namespace urn:a, got urn:old",
    ]);
    expect(problemsOf(() => readDocument(doc, "<root><name>n</name></root>"))[0]).toBe("/root: expected the namespace urn:a, got none");
  });

  test.each<[string, string, Omit<XmlQuirk, "name">[]]>([
    ["an old namespace throughout", `<root xmlns="urn:old"><name>n</name><email>a@b.c</email></root>`, [{ path: "/root", found: "urn:old", expected: "urn:a" }]],
    ["no namespace", "<root><name>n</name><email>a@b.c</email></root>", [{ path: "/root", found: "", expected: "urn:a" }]],
    ["a forgotten prefix", `<root xmlns="urn:a"><name>n</name><email>a@b.c</email><inner><value>v</value></inner></root>`, [{ path: "/root/inner/value", found: "urn:a", expected: "urn:b" }]],
  ])("%s", (_what, xml, quirks) => {
    const result = withQuirks(xml);
    expect(result.quirks).toEqual(quirks.map((quirk) => ({ name: "wrong-namespace", ...quirk })));
    expect(result.value).toMatchObject({ name: "n", emails: ["a@b.c"] });
  });

  test("an extension of another namespace is no quirk", () => {
    expect(withQuirks(`<root xmlns="urn:a" xmlns:x="urn:x"><name>n</name><x:count>many</x:count></root>`)).toEqual({ value: { name: "n", emails: [] }, quirks: [] });
  });

  test("a right element makes a misplaced one an extension", () => {
    expect(withQuirks(`<root xmlns="urn:a"><name>n</name><name xmlns="">m</name></root>`)).toEqual({ value: { name: "n", emails: [] }, quirks: [] });
  });
});

describe("foreign elements are kept whole", () => {
  test("API entries of a manifest", () => {
    const xml = `<manifest xmlns="${manifest.ns}" xmlns:e="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"
      xmlns:r="https://github.com/erasmus-without-paper/ewp-specs-api-registry/tree/stable-v1"><host><e:admin-email>a@b.c</e:admin-email><e:admin-provider>P</e:admin-provider>
      <r:apis-implemented><x xmlns="urn:x" version="1">t<y/></x><r:own/><none xmlns=""/></r:apis-implemented></host></manifest>`;
    expect(readDocument(manifest, xml).host?.apisImplemented?.entries).toEqual([
      { name: "x", ns: "urn:x", attributes: [{ name: "version", ns: "", value: "1" }], children: ["t", { name: "y", ns: "urn:x", attributes: [], children: [] }] },
    ]);
  });
});

describe("any tree is answered with a value or a refusal", () => {
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.tuple(
      fc.constantFrom("response", "hei-id", "echo", "x", "__proto__", "toString"),
      fc.constantFrom("", ` xmlns="${echoResponse.ns}"`, ` xmlns="${ADDRESS_NS}"`, ` type="t"`),
      fc.oneof({ maxDepth: 4, depthIdentifier: "tree" }, fc.constantFrom("", "text", "&#13;"), fc.array(tie("tree"), { maxLength: 3 }).map((children) => children.join(""))),
    ).map(([name, attributes, inside]) => `<${name}${attributes}>${inside}</${name}>`),
  }));

  test("echo", () => {
    fc.assert(fc.property(tree, fc.boolean(), (xml, tolerant) => {
      try {
        const { heiIds, echos } = readDocument(echoResponse, xml, tolerant ? { onQuirk: () => undefined } : {});
        expect([...heiIds, ...echos].every((text) => typeof text === "string")).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(XmlInvalid);
      }
    }), { numRuns: 500 });
  });
});

describe("faults of partners that are understood by name", () => {
  const code = tolerating(pattern("4 digits", /^\d{4}$/), "short-isced-code", (text) => (/^\d{3}$/.test(text) ? text : undefined));
  const lenient = document(NS, "root", { codes: many("code", code), words: many("word", string, { min: 1, fewer: "missing-language" }) });
  const xml = (content: string): string => `<root xmlns="${NS}">${content}</root>`;
  const read = (content: string) => {
    const quirks: string[] = [];
    const value = readDocument(lenient, xml(content), { onQuirk: ({ name, path }) => quirks.push(`${name} ${path}`) });
    return { value, quirks };
  };

  test("are read, told once per kind, where quirks are listened for", () => {
    expect(read("<code>061</code><code>062</code>")).toEqual({ value: { codes: ["061", "062"], words: [] }, quirks: ["short-isced-code /root/code[1]", "missing-language /root/word"] });
  });
  test("are no quirks where nothing is wrong", () => expect(read("<code>0613</code><word>a</word>").quirks).toEqual([]));
  test("are problems elsewhere", () => {
    expect(problemsOf(() => readDocument(lenient, xml("<code>061</code>")))).toEqual(['/root/code[1]: expected 4 digits, got "061"', "/root/word: missing"]);
  });
  test("do not make other faults readable", () => {
    expect(problemsOf(() => read("<code>06</code><word>a</word>"))).toEqual(['/root/code[1]: expected 4 digits, got "06"']);
  });
  test("are never written", () => {
    expect(problemsOf(() => writeDocument(lenient, { codes: ["061"], words: [] }))).toEqual(['/root/code[1]: expected 4 digits, got "061"', "/root/word: missing"]);
  });
});
