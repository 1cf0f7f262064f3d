import { notAllowedNow } from "../../kernel/errors.js";
import { heiId, iiaId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { printLanguage } from "./language.js";
import { namesOfBoth } from "./names.js";

type Services = Pick<OfficeServices, "agreements" | "institutions" | "catalogue" | "printer">;

export const getAgreementPdf = (services: Services): Operation<"getAgreementPdf"> => async ({ path, query, languages }) => {
  const ours = heiId(path.heiId);
  const pair = await services.agreements.get(ours, iiaId(path.agreementId));
  const { inForce, partnerHeiId } = pair.agreement;
  const state = query.state ?? (inForce ? "agreed" : "present");
  if (state === "agreed" && !inForce) throw notAllowedNow("This agreement was never approved by both sides.", "Nothing is agreed yet. Print the copies as they are now instead.", { code: "never-agreed" });
  const language = printLanguage({ query, languages });
  const units = await services.institutions.ounits(ours);
  const bytes = await services.printer.print({
    kind: "agreement", language, pair, state, names: await namesOfBoth(ours, partnerHeiId, services), unitNames: Object.fromEntries(units.map(({ id, names }) => [id, names])),
  });
  return { status: 200, bytes, mediaType: "application/pdf", language };
};
