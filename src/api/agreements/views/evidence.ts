import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const getEvidence = ({ evidencePack }: Pick<OfficeServices, "evidencePack">): Operation<"getEvidence"> => async ({ path }) =>
  ({ status: 200, bytes: await evidencePack(heiId(path.heiId), iiaId(path.agreementId)), mediaType: "application/gzip" });
