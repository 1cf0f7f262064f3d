import { Router } from "express";
import { catalogueState } from "../network/catalogue/present.js";
import type { OfficeServices } from "../services.js";

/**
 * For whoever watches the process, without a token and without secrets. `/healthz`: it answers. `/readyz`: the store answers
 * and the catalogue is usable, or none was read yet because the node is only starting; else 503.
 */
export const health = ({ ping, catalogue }: Pick<OfficeServices, "ping" | "catalogue">): Router => {
  const router = Router();
  router.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  router.get("/readyz", async (_request, response) => {
    const store = await ping().then(() => "ok", () => "unavailable");
    const state = catalogueState(catalogue.status());
    const ready = store === "ok" && state !== "unavailable";
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not-ready", store, catalogue: state });
  });
  return router;
};
