import { heiId } from "../../../kernel/ids.js";
import { requireIfMatch } from "../../door/if-match.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentUnit } from "./present.js";

export const putUnit = ({ institutions, institutionCommands }: Pick<OfficeServices, "institutions" | "institutionCommands">): Operation<"putUnit"> => async ({ path, body, ifMatch }) => {
  const key = { heiId: heiId(path.heiId), id: path.unitId };
  const creates = !(await institutions.ounit(key.heiId, key.id));
  const ifRevision = creates ? (ifMatch ?? 0) : requireIfMatch(ifMatch);
  const unit = await institutionCommands.putOunit({ ...key, content: body, ifRevision });
  return { status: creates ? 201 : 200, body: presentUnit(unit), revision: unit.revision };
};
