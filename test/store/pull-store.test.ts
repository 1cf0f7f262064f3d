import { pullStoreContract } from "../contracts/pull-store.js";
import { onEveryDatabase } from "../support/servers/stores.js";

onEveryDatabase(pullStoreContract);
