import { notAllowedNow, notFound } from "../../../kernel/errors.js";
import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

/** Says once more that our copy changed (IIA CNR), for partners that missed it. That a copy is gone is told again by its delivery's retry. */
export const notifyPartner = ({ agreements, outbox, clock }: Pick<OfficeServices, "agreements" | "outbox" | "clock">): Operation<"notifyPartner"> => async ({ path }) => {
  const { agreement } = await agreements.get(heiId(path.heiId), iiaId(path.agreementId));
  if (agreement.stage === "deleted") throw notFound("There is no agreement with this id.");
  if (agreement.stage === "draft") throw notAllowedNow("The agreement is still a draft.", "Send this agreement to the partner first.", { code: "not-sent" });
  const told = { kind: "iia-cnr", objectId: agreement.id } as const;
  await outbox.add([{ ...told, heiId: agreement.heiId, partnerHeiId: agreement.partnerHeiId, dueAt: clock.now() }]);
  return { status: 202, body: told };
};
