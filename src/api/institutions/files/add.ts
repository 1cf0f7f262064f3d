import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const addFile = ({ fileCommands }: Pick<OfficeServices, "fileCommands">): Operation<"addFile"> => async ({ path, body, objectId }) => {
  const file = await fileCommands.upload({ heiId: heiId(path.heiId), mediaType: "application/pdf", bytes: body, ...given({ objectId }) });
  return { status: 201, body: { id: file.id, mediaType: file.mediaType, bytes: file.bytes.byteLength, createdAt: file.createdAt.toISOString() } };
};
