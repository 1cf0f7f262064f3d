import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const compareAgreement = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"compareAgreement"> => async ({ path }) =>
  ({ status: 200, body: await agreements.compare(heiId(path.heiId), iiaId(path.agreementId)) });
