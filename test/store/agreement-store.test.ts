import { agreementStoreContract } from "../contracts/agreement-store.js";
import { onEveryDatabase } from "../support/stores.js";

onEveryDatabase(agreementStoreContract);
