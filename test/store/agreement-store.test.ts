import { agreementDecisionsContract } from "../contracts/agreement-decisions.js";
import { agreementReadsContract } from "../contracts/agreement-reads.js";
import { onEveryDatabase } from "../support/servers/stores.js";

onEveryDatabase((subject) => {
  agreementDecisionsContract(subject);
  agreementReadsContract(subject);
});
