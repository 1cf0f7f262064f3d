import { heiId } from "../../kernel/ids.js";
import { requireScopes } from "../door/authorize.js";
import { requireIfMatch } from "../door/if-match.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentInstitution } from "./present.js";

type Services = Pick<OfficeServices, "institutions" | "institutionCommands" | "hostKeys">;

/** A new institution gets its keys first, so that its manifest is whole from the moment it exists. */
export const putInstitution = ({ institutions, institutionCommands, hostKeys }: Services): Operation<"putInstitution"> => async ({ path, body, ifMatch, caller }) => {
  const id = heiId(path.heiId);
  const creates = !(await institutions.get(id));
  if (creates) requireScopes(caller, ["admin"]);
  const ifRevision = creates ? (ifMatch ?? 0) : requireIfMatch(ifMatch);
  const institution = await institutionCommands.put({ heiId: id, content: body, ifRevision, first: () => hostKeys.provide(id) });
  return { status: creates ? 201 : 200, body: presentInstitution(institution), revision: institution.revision };
};
