import { outboxStoreContract } from "../contracts/outbox-store.js";
import { onEveryDatabase } from "../support/stores.js";

onEveryDatabase(outboxStoreContract);
