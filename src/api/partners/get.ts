import { notFound } from "../../kernel/errors.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { currentCatalogue } from "./current.js";
import { presentPartner } from "./present.js";

export const getPartner = ({ catalogue, agreementApis }: Pick<OfficeServices, "catalogue" | "agreementApis">): Operation<"getPartner"> => async ({ path }) => {
  const snapshot = currentCatalogue(catalogue);
  const hei = snapshot.hei(path.partnerHeiId);
  if (!hei) throw notFound(`The catalogue of the network has no institution ${JSON.stringify(path.partnerHeiId)}.`, { code: "no-such-partner" });
  return { status: 200, body: presentPartner({ hei, entries: snapshot.entriesOf(hei.id) }, agreementApis) };
};
