import { expect, test } from "@jest/globals";
import type { FileStore, StoredFile } from "../../../src/domain/files/model.js";
import { createFiles, MAX_FILE_BYTES } from "../../../src/domain/files/service.js";
import { heiId } from "../../../src/kernel/ids.js";
import { steeredClock } from "../../support/fixed-ports.js";
import { refusal } from "../../support/refusal.js";

const A = heiId("rive.example");
const pdf = Buffer.from("%PDF-1.7\n");

const upload = async (mediaType: string, bytes: Uint8Array) => {
  const stored: StoredFile[] = [];
  const store: FileStore = { put: async (file) => void stored.push(file), get: async () => undefined, visibleTo: async () => undefined };
  const work = createFiles({ store, ids: { uuid: () => "file-1" }, clock: steeredClock() }).upload({ heiId: A, mediaType, bytes });
  return { work, stored };
};

test("a PDF is kept under a new id", async () => {
  const { work, stored } = await upload("Application/PDF; name=iia.pdf", pdf);
  expect(await work).toMatchObject({ id: "file-1", heiId: A, mediaType: "application/pdf" });
  expect(stored).toHaveLength(1);
});

test.each([
  ["another media type", "text/html", pdf, { status: 415, message: "Files must be application/pdf." }],
  ["other bytes than declared", "application/pdf", Buffer.from("<html>"), { status: 400, code: "not-as-declared", message: "The body is not application/pdf: it does not begin with %PDF-." }],
  ["no bytes", "application/pdf", new Uint8Array(), { status: 400, code: "not-as-declared" }],
  ["too many bytes", "application/pdf", new Uint8Array(MAX_FILE_BYTES + 1), { status: 413, message: "The body is larger than the limit of 10485760 bytes." }],
])("%s: refused, and nothing is stored", async (_name, mediaType, bytes, expected) => {
  const { work, stored } = await upload(mediaType, bytes);
  expect(await refusal(work)).toMatchObject(expected);
  expect(stored).toEqual([]);
});
