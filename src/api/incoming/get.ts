import { notFound } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { heiId, iiaId } from "../../kernel/ids.js";
import { presentPartnerCopy } from "../agreements/present/agreement.js";
import type { Operation } from "../operation.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "agreements" | "catalogue" | "partnerCopies">;

export const getIncoming = ({ agreements, catalogue, partnerCopies }: Services): Operation<"getIncoming"> => async ({ path }) => {
  const key = [heiId(path.heiId), heiId(path.partnerHeiId), iiaId(path.partnerIiaId)] as const;
  const theirs = await partnerCopies.partnerCopy(...key);
  if (!theirs) throw notFound("The partner's copy with this id is not known here.");
  const suggestions = (await agreements.suggestionsFor(...key)).map(({ candidate, score, reasons }) =>
    ({ agreementId: candidate.id, score, reasons, ...given({ iiaCode: candidate.mine.copy.owner.iiaCode }) }));
  return { status: 200, body: { theirs: presentPartnerCopy(theirs), suggestions, ...given({ partnerName: partnerName(catalogue, theirs.partnerHeiId) }) } };
};
