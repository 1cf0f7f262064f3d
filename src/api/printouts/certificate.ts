import { notAllowedNow } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { heiId, omobilityId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { printLanguage } from "./language.js";
import { namesOfBoth } from "./names.js";

type Services = Pick<OfficeServices, "nominations" | "institutions" | "catalogue" | "printer">;

/** Of arrival, and of departure once that is entered. */
export const getStayCertificate = (services: Services): Operation<"getStayCertificate"> => async ({ path, query, languages }) => {
  const mobility = await services.nominations.imobility(heiId(path.heiId), heiId(path.partnerHeiId), omobilityId(path.omobilityId));
  const { id, heiId: ours, partnerHeiId, revision, changedAt, current: { student, proposal }, stay: { arrival, departure } } = mobility;
  if (arrival === undefined) throw notAllowedNow("The day of arrival is not entered.", "Enter the day of arrival first.", { code: "no-arrival" });
  const language = printLanguage({ query, languages });
  const bytes = await services.printer.print({
    kind: "stay", language, mobility: { id, heiId: ours, partnerHeiId, revision, changedAt }, student, receivingAcademicYear: proposal.content.receivingAcademicYear,
    arrival, ...given({ departure }), names: await namesOfBoth(ours, partnerHeiId, services),
  });
  return { status: 200, bytes, mediaType: "application/pdf", language };
};
