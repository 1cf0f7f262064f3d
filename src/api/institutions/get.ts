import { heiId } from "../../kernel/ids.js";
import { noSuchInstitution } from "../door/authorize.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentInstitution } from "./present.js";

export const getInstitution = ({ institutions }: Pick<OfficeServices, "institutions">): Operation<"getInstitution"> => async ({ path }) => {
  const institution = await institutions.get(heiId(path.heiId));
  if (!institution) throw noSuchInstitution(path.heiId);
  return { status: 200, body: presentInstitution(institution), revision: institution.revision };
};
