import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer } from "../command.js";

/** Deleted agreements are shown too: their history may be asked for. */
export const getAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"getAgreement"> => async ({ path }) =>
  agreementAnswer(await agreements.get(heiId(path.heiId), iiaId(path.agreementId)), catalogue);
