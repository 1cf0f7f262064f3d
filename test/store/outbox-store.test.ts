import { outboxStoreContract } from "../contracts/outbox-store.js";
import { onEveryDatabase } from "../support/servers/stores.js";

onEveryDatabase(outboxStoreContract);
