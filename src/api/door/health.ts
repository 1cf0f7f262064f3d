import { Router } from "express";
import { catalogueState } from "../network/catalogue/present.js";
import type { OfficeServices } from "../services.js";

/**
 * For whoever watches the process, without a token and without secrets. `/healthz`: it answers. `/readyz`: the store answers
 * and there is a usable catalogue, without which no caller can be told from another; else 503, also while the first one is on its way.
 */
export const health = ({ ping, catalogue }: Pick<OfficeServices, "ping" | "catalogue">): Router => {
  const router = Router();
  router.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  router.get("/readyz", async (_request, response) => {
    const store = await ping().then(() => "ok", () => "unavailable");
    const state = catalogueState(catalogue.status());
    const ready = store === "ok" && (state === "current" || state === "stale");
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not-ready", store, catalogue: state });
  });
  return router;
};
