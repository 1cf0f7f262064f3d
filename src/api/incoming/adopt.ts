import { actorOf } from "../../domain/access/caller.js";
import { given } from "../../kernel/given.js";
import { heiId, iiaId } from "../../kernel/ids.js";
import { createdAnswer } from "../agreements/command.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

export const adoptIncoming = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"adoptIncoming"> => async ({ path, body, objectId, caller }) => {
  const theirs = { partnerHeiId: heiId(path.partnerHeiId), theirId: iiaId(path.partnerIiaId) };
  return createdAnswer(await agreements.adopt({ heiId: heiId(path.heiId), ...theirs, ...given({ iiaCode: body?.iiaCode, objectId }), actor: actorOf(caller) }), catalogue);
};
