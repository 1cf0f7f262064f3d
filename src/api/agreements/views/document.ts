import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

/** Drafts too: as the partner would be served them. */
export const getDocument = ({ agreements, agreementDocument }: Pick<OfficeServices, "agreements" | "agreementDocument">): Operation<"getDocument"> => async ({ path }) => {
  const { agreement } = await agreements.get(heiId(path.heiId), iiaId(path.agreementId));
  return { status: 200, bytes: agreementDocument(agreement), mediaType: "application/xml" };
};
