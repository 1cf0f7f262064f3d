import { actorOf } from "../../../domain/access/caller.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import { createdAnswer, type NominationServices } from "../command.js";
import { formOf } from "./form.js";

export const createOutgoing = (services: NominationServices): Operation<"createOutgoing"> => async ({ path, body: { partnerHeiId, ...form }, objectId, caller }) =>
  createdAnswer(await services.nominations.create({ heiId: heiId(path.heiId), partnerHeiId: heiId(partnerHeiId), ...formOf(form), ...given({ objectId }), actor: actorOf(caller) }), services);
