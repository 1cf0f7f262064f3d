import { EwpError, editConflict } from "../../../kernel/errors.js";
import { given } from "../../../kernel/given.js";
import type { RefreshReport } from "../../../registry/catalogue.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentCatalogue } from "./present.js";

export const refreshCatalogue = ({ catalogue }: Pick<OfficeServices, "catalogue">): Operation<"refreshCatalogue"> => async ({ body }) => {
  const report = await catalogue.refresh(given(body ?? {}));
  if (report.outcome === "failed" || report.outcome === "refused") throw REFUSALS[report.outcome](report);
  return { status: 200, body: presentCatalogue(catalogue.status()) };
};

type Unsuccessful = Extract<RefreshReport, { readonly reason: string }>;

const KEPT = "The last good copy stays in use";
const REFUSALS = {
  failed: ({ reason, code }: Unsuccessful) => new EwpError(502, `The catalogue did not come: ${reason}`, {
    code: "catalogue-failed", details: { code }, userMessages: [{ lang: "en", text: `The network's registry did not give its catalogue. ${KEPT}.` }],
  }),
  refused: ({ reason, code }: Unsuccessful) =>
    editConflict(`The catalogue was refused: ${reason}`, `The network's catalogue looks damaged and was not taken. ${KEPT}; an operator must look.`, { code: "catalogue-refused", details: { code } }),
};
