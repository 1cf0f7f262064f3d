import { notFound } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const getFile = ({ files }: Pick<OfficeServices, "files">): Operation<"getFile"> => async ({ path }) => {
  const file = await files.get(heiId(path.heiId), path.fileId);
  if (!file) throw notFound("There is no file with this id.");
  return { status: 200, bytes: file.bytes, mediaType: "application/pdf" };
};
