import { badRequest } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

const PDF = Buffer.from("%PDF-");

/** Only what begins as a PDF: partners are told that it is one. */
export const addFile = ({ files, ids, clock }: Pick<OfficeServices, "files" | "ids" | "clock">): Operation<"addFile"> => async ({ path, body }) => {
  if (!(body instanceof Uint8Array) || !Buffer.from(body.subarray(0, PDF.length)).equals(PDF)) throw badRequest("The body is not a PDF: it does not begin with %PDF-.", { code: "not-a-pdf" });
  const file = { id: ids.uuid(), heiId: heiId(path.heiId), mediaType: "application/pdf", bytes: body, createdAt: clock.now() };
  await files.put(file);
  return { status: 201, body: { id: file.id, mediaType: file.mediaType, bytes: body.byteLength, createdAt: file.createdAt.toISOString() } };
};
