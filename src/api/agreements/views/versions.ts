import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentOwnVersion, presentPartnerVersion } from "../present/agreement.js";

export const listVersions = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"listVersions"> => async ({ path }) => {
  const { mine, theirs } = await agreements.history(heiId(path.heiId), iiaId(path.agreementId));
  return { status: 200, body: { mine: mine.map(presentOwnVersion), theirs: theirs.map(presentPartnerVersion) } };
};
