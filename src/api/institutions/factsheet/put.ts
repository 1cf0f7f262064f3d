import { heiId } from "../../../kernel/ids.js";
import { requireIfMatch } from "../../door/if-match.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentFactsheet } from "./present.js";

export const putFactsheet = ({ institutions, institutionCommands }: Pick<OfficeServices, "institutions" | "institutionCommands">): Operation<"putFactsheet"> => async ({ path, body, ifMatch }) => {
  const id = heiId(path.heiId);
  const creates = !(await institutions.factsheet(id));
  const ifRevision = creates ? (ifMatch ?? 0) : requireIfMatch(ifMatch);
  const factsheet = await institutionCommands.putFactsheet({ heiId: id, content: body, ifRevision });
  return { status: creates ? 201 : 200, body: presentFactsheet(factsheet), revision: factsheet.revision };
};
