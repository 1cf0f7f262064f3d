import { actorOf } from "../../../domain/access/caller.js";
import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { type LaServices, outgoingAnswer } from "../command.js";
import { detailsOf } from "../form.js";
import { writable } from "../writable.js";

/** The id is the mobility's, so that a repetition finds what the first attempt made, with and without an `Idempotency-Key`. */
export const createLa = (services: LaServices): Operation<"createLa"> => async ({ path, body, caller }) => {
  const la = await services.learningAgreements.create({
    heiId: heiId(path.heiId), partnerHeiId: heiId(body.partnerHeiId), omobilityId: omobilityId(body.omobilityId), mobilityType: body.mobilityType,
    details: detailsOf(body.details), components: writable(body.components, "components"), actor: actorOf(caller),
  });
  return { ...(await outgoingAnswer(la, services)), status: 201, location: `/institutions/${encodeURIComponent(la.heiId)}/outgoing-learning-agreements/${encodeURIComponent(la.omobilityId)}` };
};
