import { changeFeedContract } from "../contracts/change-feed.js";
import { onEveryDatabase } from "../support/servers/stores.js";

onEveryDatabase(changeFeedContract);
