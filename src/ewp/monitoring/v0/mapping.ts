import type { ParamInput } from "../../runtime/params.js";
import type { PartnerProblem } from "../../runtime/ports.js";
import type { monitoringV0 } from "./api.js";

type Report = ParamInput<(typeof monitoringV0)["endpoints"]["url"]["params"]>;

/** Fields by situation (PROTOCOL 6.9): what is not known is left out, and so is the name of a plain `url`. */
export const toReport = ({ serverHeiId, api, endpoint, status, serverMessage, clientMessage }: PartnerProblem): Report => ({
  serverHeiId,
  apiName: api,
  endpointName: endpoint === "" ? undefined : endpoint,
  httpCode: status === undefined ? undefined : String(status),
  serverMessage: status !== undefined && status >= 400 ? serverMessage : undefined,
  clientMessage,
});
