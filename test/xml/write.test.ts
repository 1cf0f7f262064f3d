import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { discoveryEntry, manifest, type Manifest } from "../../src/ewp/discovery/v6/documents.js";
import { echoResponse } from "../../src/ewp/echo/v2/documents.js";
import { iiaCnrResponse } from "../../src/ewp/iia-cnr/v3/documents.js";
import { indexResponse } from "../../src/ewp/iias/v7/documents.js";
import { institutionsResponse, type InstitutionsHei } from "../../src/ewp/institutions/v2/documents.js";
import { errorResponse } from "../../src/ewp/runtime/error-response.js";
import { heiId, iiaId, type IiaId } from "../../src/kernel/ids.js";
import { childElements, element, textOf, type XmlElement } from "../../src/xml/element.js";
import { XmlInvalid } from "../../src/xml/errors.js";
import { parseXml } from "../../src/xml/parse.js";
import { readDocument } from "../../src/xml/read.js";
import { writeDocument } from "../../src/xml/write.js";
import { anyText } from "../support/xml/wire-values.js";

const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`;

const problemsOf = (write: () => unknown): string[] => {
  try {
    write();
  } catch (error) {
    if (error instanceof XmlInvalid) return error.problems.map(({ path, problem }) => `${path}: ${problem}`);
    throw error;
  }
  return [];
};

const institution = (more: Partial<InstitutionsHei>) => () => writeDocument(institutionsResponse, {
  heis: [{
    heiId: heiId("a.example"), otherIds: [], names: [{ text: "A" }], websiteUrls: [], mobilityFactsheetUrls: [], courseCatalogueUrls: [], contacts: [], ounitIds: [], ...more,
  }],
});

describe("to the letter", () => {
  test("one namespace", () => {
    expect(writeDocument(indexResponse, { iiaIds: [iiaId("a<b"), iiaId("c")] }))
      .toBe(`${DECLARATION}<iias-index-response xmlns="${indexResponse.ns}"><iia-id>a&lt;b</iia-id><iia-id>c</iia-id></iias-index-response>`);
  });

  test("an empty response", () => {
    expect(writeDocument(iiaCnrResponse, {})).toBe(`${DECLARATION}<iia-cnr-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-iia-cnr/tree/stable-v3"/>`);
  });

  test("languages and empty text", () => {
    expect(writeDocument(errorResponse, { developerMessage: "", userMessages: [{ text: "No.", lang: "en" }, { text: "" }] })).toBe(
      `${DECLARATION}<error-response xmlns="${errorResponse.ns}"><developer-message/><user-message xml:lang="en">No.</user-message><user-message/></error-response>`,
    );
  });

  test("all namespaces stand on the root under short prefixes", () => {
    const GH = "https://github.com/erasmus-without-paper";
    const written = institution({ streetAddress: { recipientNames: [], addressLines: ["1 Way"], deliveryPointCodes: [] } })();
    expect(written).toBe(
      `${DECLARATION}<institutions-response xmlns="${GH}/ewp-specs-api-institutions/tree/stable-v2" xmlns:a="${GH}/ewp-specs-types-address/tree/stable-v1"`
      + ` xmlns:c="${GH}/ewp-specs-types-contact/tree/stable-v1" xmlns:p="${GH}/ewp-specs-types-phonenumber/tree/stable-v1">`
      + `<hei><hei-id>a.example</hei-id><name>A</name><a:street-address><a:addressLine>1 Way</a:addressLine></a:street-address></hei></institutions-response>`,
    );
  });

  test("fields are written in the order of the schema, whatever order the value has", () => {
    expect(writeDocument(echoResponse, { echos: ["e"], heiIds: [heiId("h")] })).toContain("><hei-id>h</hei-id><echo>e</echo><");
  });

  test("an attribute of an API entry", () => {
    expect(writeDocument(discoveryEntry, { url: "https://a.example/?a=1&b=2", adminEmails: [], version: "6.0.0" }))
      .toMatch(/ version="6\.0\.0"><url>https:\/\/a\.example\/\?a=1&amp;b=2<\/url><\/discovery>$/);
  });
});

describe("what must not leave", () => {
  test.each<[string, () => unknown, string[]]>([
    ["too few", institution({ names: [] }), ["/institutions-response/hei[1]/name: missing"]],
    ["a wrong format", institution({ logoUrl: "http://a.example/logo.png" }), [`/institutions-response/hei[1]/logo-url: expected an https URL, got "http://a.example/logo.png"`]],
    ["a wrong attribute", institution({ names: [{ text: "A", lang: "en_GB" }] }), [`/institutions-response/hei[1]/name[1]/@xml:lang: expected a language tag like en or pt-BR, got "en_GB"`]],
    ["five address lines", institution({ streetAddress: { recipientNames: [], addressLines: ["1", "2", "3", "4", "5"], deliveryPointCodes: [] } }),
      ["/institutions-response/hei[1]/street-address/addressLine: expected at most 4, got 5"]],
    ["both kinds of address", institution({ mailingAddress: { recipientNames: [], addressLines: ["1 Way"], streetName: "Way", deliveryPointCodes: ["x"] } }),
      ["/institutions-response/hei[1]/mailing-address: addressLines and streetName, deliveryPointCodes exclude each other"]],
    ["a control character", institution({ abbreviation: "a\u0000" }), ["/institutions-response/hei[1]/abbreviation: U+0000 cannot be written in XML"]],
    ["a lone surrogate", institution({ names: [{ text: "\ud800" }] }), ["/institutions-response/hei[1]/name[1]: U+D800 cannot be written in XML"]],
    ["U+FFFF", institution({ otherIds: [{ type: "x\uffff", text: "1" }] }), ["/institutions-response/hei[1]/other-id[1]/@type: U+FFFF cannot be written in XML"]],
    ["several at once", institution({ names: [], ounitIds: ["a b", "c"], rootOunitId: "" }), [
      "/institutions-response/hei[1]/name: missing",
      `/institutions-response/hei[1]/root-ounit-id: expected 1 to 64 printable ASCII characters, got ""`,
      `/institutions-response/hei[1]/ounit-id[1]: expected 1 to 64 printable ASCII characters, got "a b"`,
    ]],
    ["an id that lost its brand", () => writeDocument(indexResponse, { iiaIds: ["" as IiaId] }), [`/iias-index-response/iia-id[1]: expected 1 to 64 printable ASCII characters, got ""`]],
  ])("%s", (_what, write, problems) => {
    expect(problemsOf(write)).toEqual(problems);
  });

  test("a required value that is not there", () => {
    const incomplete = JSON.parse(`{ "adminEmails": [] }`) as Parameters<typeof writeDocument<typeof discoveryEntry.type.fields>>[1];
    expect(problemsOf(() => writeDocument(discoveryEntry, incomplete))).toEqual(["/discovery/@version: missing", "/discovery/url: missing"]);
  });
});

describe("text survives", () => {
  test("as content and as attribute", () => {
    fc.assert(fc.property(anyText, anyText, (text, type) => {
      const [hei] = childElements(parseXml(institution({ otherIds: [{ type, text }] })()));
      const [otherId] = hei ? childElements(hei, "other-id") : [];
      expect(otherId && [textOf(otherId), otherId.attributes]).toEqual([text, [{ name: "type", ns: "", value: type }]]);
    }), { numRuns: 500 });
  });

  test("whatever JavaScript calls a string is written and read back, or refused", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      try {
        expect(readDocument(echoResponse, writeDocument(echoResponse, { heiIds: [], echos: [text] })).echos).toEqual([text]);
      } catch (error) {
        expect(problemsOf(() => { throw error; })).toEqual([expect.stringMatching(/^\/response\/echo\[1\]: U\+[0-9A-F]{4} cannot be written in XML$/)]);
      }
    }), { numRuns: 1000 });
  });
});

describe("foreign elements", () => {
  const withEntries = (...entries: XmlElement[]): Manifest => ({ host: { adminEmails: ["a@b.c"], adminProvider: "P", apisImplemented: { entries } } });
  const written = (...entries: XmlElement[]) => writeDocument(manifest, withEntries(...entries));

  test("declare their own namespace once", () => {
    expect(written(element("urn:x", "echo", [element("urn:x", "url", ["u&v"]), element("", "none"), element("urn:y", "y")], { version: "1<2" })))
      .toContain(`<r:apis-implemented><echo xmlns="urn:x" version="1&lt;2"><url>u&amp;v</url><none xmlns=""/><y xmlns="urn:y"/></echo></r:apis-implemented>`);
  });

  test("keep attributes of other namespaces", () => {
    const entry: XmlElement = {
      name: "e", ns: "urn:x", children: [],
      attributes: [{ name: "a", ns: "urn:q", value: "1" }, { name: "lang", ns: "http://www.w3.org/XML/1998/namespace", value: "en" }, { name: "b", ns: "urn:q", value: "\n" }],
    };
    expect(readDocument(manifest, written(entry))).toEqual(withEntries(entry));
  });

  test.each<[string, XmlElement, string]>([
    ["must be foreign", element("https://github.com/erasmus-without-paper/ewp-specs-api-registry/tree/stable-v1", "host"), "expected an element of another namespace, got host"],
    ["must have a namespace", element("", "host"), "expected an element of another namespace, got host"],
    ["carry nothing that XML cannot", element("urn:x", "e", ["\u0001"]), "U+0001 cannot be written in XML"],
    ["nor in attributes", element("urn:x", "e", [], { a: "\u0002" }), "U+0002 cannot be written in XML"],
  ])("%s", (_what, entry, problem) => {
    expect(problemsOf(() => written(entry))).toEqual([`/manifest/host/apis-implemented/*[1]: ${problem}`]);
  });
});
