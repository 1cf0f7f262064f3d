import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const addFile = ({ fileCommands }: Pick<OfficeServices, "fileCommands">): Operation<"addFile"> => async ({ path, body }) => {
  const file = await fileCommands.upload({ heiId: heiId(path.heiId), mediaType: "application/pdf", bytes: body });
  return { status: 201, body: { id: file.id, mediaType: file.mediaType, bytes: file.bytes.byteLength, createdAt: file.createdAt.toISOString() } };
};
