import { exchangeStoreContract } from "../contracts/exchange-store.js";
import { smallStoresContract } from "../contracts/small-stores.js";
import { onEveryDatabase } from "../support/servers/stores.js";

onEveryDatabase((subject) => {
  smallStoresContract(subject);
  exchangeStoreContract(subject);
});
