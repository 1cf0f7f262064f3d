/** Files that agreements and approvals refer to. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../../support/ewp/answers.js";
import { approvalOf, fullCopy, sharing } from "../../../support/agreements/copies.js";
import { hashOf } from "../../../support/agreements/sample-agreements.js";
import { signatureFaults } from "../../../support/ewp/signed-client.js";
import { type Asking, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

/** A PDF as it comes from a scanner: any bytes. */
const PDF = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x00, 0xff, 0xfe, 0x0d, 0x0a, 0x80]);
const UNKNOWN = "400 file_id: no file with this id is shared with the calling institution.";

let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  const { files, agreements } = net.store;
  for (const id of ["of-copy", "of-approval", "of-draft", "of-deleted", "of-q", "unreferenced"]) {
    await files.put({ id, heiId: US, mediaType: "application/pdf", bytes: PDF, createdAt: new Date(0) });
  }
  const withFile = (id: string, pdfFileId: string, partner?: typeof Q) => ({ ...fullCopy({ id, partnerIiaId: `t-${id}`, ...(partner && { partner }) }), pdfFileId });
  await agreements.decide({ heiId: US }, () => ({
    agreements: [
      sharing(withFile("a", "of-copy")), sharing(withFile("b", "of-draft"), { stage: "draft" }), sharing(withFile("c", "of-deleted"), { stage: "deleted" }),
      sharing(withFile("d", "of-q", Q)), sharing(fullCopy({ id: "e", partnerIiaId: "t-e" }), { approvalByUs: approvalOf(hashOf("t-e"), "of-approval") }),
    ],
    changes: [],
  }));
});
afterAll(() => net.close());

const ask = (id: string, asking: Asking = {}) => net.ask("file/v1", [["file_id", id]], asking);

describe("file", () => {
  test("row 100: the partner gets the very bytes with their media type, signed and cacheable for ever", async () => {
    for (const id of ["of-copy", "of-approval"]) {
      const answer = await ask(id);
      expect(answer.status).toBe(200);
      expect(answer.headers["content-type"]).toBe("application/pdf");
      expect(answer.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
      expect(answer.body.equals(PDF)).toBe(true);
      expect(signatureFaults(answer, net.hosts.us.server)).toEqual([]);
    }
  });

  test("row 54: every file id that the partner reads in an agreement can be fetched", async () => {
    const { text } = await net.ask("iias/v7/get", [["iia_id", "a"]]);
    const [, id = ""] = /<pdf-file>([^<]+)<\/pdf-file>/.exec(text) ?? [];
    expect((await ask(id)).status).toBe(200);
  });

  test("row 100: a third institution is refused as if there were no such file", async () => {
    for (const as of ["q", "us", "portal", "nobody"] as const) expect(refusalOf(await ask("of-copy", { as }), net)).toBe(UNKNOWN);
    expect((await ask("of-q", { as: "q" })).status).toBe(200);
    expect(refusalOf(await ask("of-q"), net)).toBe(UNKNOWN);
  });

  test("files that nothing visible refers to do not exist for partners", async () => {
    for (const id of ["of-draft", "of-deleted", "unreferenced", "unknown", "OF-COPY", "", "x".repeat(1000), "Łódź"]) expect(refusalOf(await ask(id), net)).toBe(UNKNOWN);
  });

  test("characters that no document could have named are 400", async () => {
    expect(refusalOf(await ask("a\uFFFDb"), net)).toBe("400 The parameter file_id is not UTF-8.");
    expect(refusalOf(await ask("a\u0000b"), net)).toBe('400 The parameter file_id is wrong: expected text without control characters, got "a\\u0000b".');
  });

  test("rows 42, 43 and 8.9: file_id missing or twice is 400", async () => {
    expect(refusalOf(await net.ask("file/v1"), net)).toBe("400 The parameter file_id is missing.");
    expect(refusalOf(await net.ask("file/v1", times(2, "file_id", "of-copy")), net)).toBe("400 The parameter file_id is given 2 times; expected at most once.");
  });

  test("row 100: only GET", async () => {
    expect(refusalOf(await ask("of-copy", { method: "POST" }), net)).toBe("405 Method POST is not allowed here; use GET.");
  });

  test("anonymous callers are refused", async () => {
    expect(refusalOf(await ask("of-copy", { as: "anonymous" }), net)).toBe('401 The request has no header "Authorization: Signature …"; expected an HTTP signature.');
  });
});
