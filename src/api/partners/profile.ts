import type { PartnerProfiles } from "../../domain/institutions/ports.js";
import { PartnerFailure } from "../../domain/partner-failure.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";

type Profile = Schema<"PartnerProfile">;
type Problem = Profile["problems"][number];

/** The parts are asked one by one, so that a partner that lacks one still shows the others. */
export const getPartnerProfile = ({ partnerProfiles }: Pick<OfficeServices, "partnerProfiles">): Operation<"getPartnerProfile"> => async ({ path }) => {
  const [ours, partner] = [heiId(path.heiId), heiId(path.partnerHeiId)];
  const problems: Problem[] = [];
  const part = async <T>(name: Problem["part"], ask: (profiles: PartnerProfiles) => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask(partnerProfiles);
    } catch (error) {
      if (!(error instanceof PartnerFailure)) throw error;
      problems.push({ part: name, reason: error.reason, ...given({ exchangeId: error.exchangeId }) });
      return undefined;
    }
  };
  const institution = await part("institution", (profiles) => profiles.institution(ours, partner));
  const units = await part("units", (profiles) => profiles.ounits(ours, partner, institution?.ounitIds ?? []));
  const factsheet = await part("factsheet", (profiles) => profiles.factsheet(ours, partner));
  return { status: 200, body: { ...given({ institution, factsheet }), units: units ?? [], problems } };
};
