import { catalogueStoresContract } from "../contracts/catalogue-stores.js";
import { exchangeStoreContract } from "../contracts/exchange-store.js";
import { smallStoresContract } from "../contracts/small-stores.js";
import { onEveryDatabase } from "../support/servers/stores.js";

onEveryDatabase((subject) => {
  smallStoresContract(subject);
  catalogueStoresContract(subject);
  exchangeStoreContract(subject);
});
