import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentCheck } from "../present/check.js";

export const checkAgreement = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"checkAgreement"> => async ({ path }) =>
  ({ status: 200, body: presentCheck(await agreements.check(heiId(path.heiId), iiaId(path.agreementId))) });
