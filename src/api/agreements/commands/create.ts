import { actorOf } from "../../../domain/access/caller.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { createdAnswer } from "../command.js";
import { contentOf } from "../terms.js";

export const createAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"createAgreement"> => async ({ path, body, objectId, caller }) => {
  const { partnerHeiId, ...terms } = body;
  const draft = await agreements.create({ heiId: heiId(path.heiId), partnerHeiId: heiId(partnerHeiId), content: contentOf(terms), ...given({ objectId }), actor: actorOf(caller) });
  return createdAnswer(draft, catalogue);
};
