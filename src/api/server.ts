import express, { type Express } from "express";
import { notFound } from "../kernel/errors.js";
import { admitAnybody, admitSystems, authenticate } from "./door/authenticate.js";
import { authorize } from "./door/authorize.js";
import { BODY_LIMITS, type BodyLimits, bodies, form } from "./door/bodies.js";
import { contract } from "./door/contract.js";
import { unsubscribing } from "./digest/digest.js";
import { calendars } from "./deadlines/feeds.js";
import { health } from "./door/health.js";
import { nameActors } from "./door/name-actors.js";
import { once } from "./door/idempotency.js";
import { pages } from "./door/pages.js";
import { readableAddress } from "./door/readable-address.js";
import { requestLog } from "./door/request-log.js";
import { securityHeaders } from "./door/security-headers.js";
import { officeOperations } from "./operations.js";
import { renderProblem } from "./problems/render.js";
import type { OfficeServices } from "./services.js";

const BASE_PATH = "/api/v1";
/** Nobody is known yet: an address and a password are short. */
const STRANGERS: BodyLimits = { json: 8 * 1024, pdf: 0 };

export interface OfficeOptions {
  /** Also hold answers to the contract: for tests, since it costs time. */
  readonly validateResponses?: boolean;
  readonly bodyLimits?: BodyLimits;
}

/**
 * The office door: the REST API of openapi/openapi.yaml for the institution's own systems, and the pages for its people, which use that
 * API. Every refusal is an `application/problem+json`; nothing but health and the pages' code is answered without a token. TLS may be the proxy's.
 */
export const createOfficeApp = (services: OfficeServices, { validateResponses = false, bodyLimits = BODY_LIMITS }: OfficeOptions = {}): Express => {
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", "simple").enable("case sensitive routing").enable("strict routing");
  app.use(requestLog(services), securityHeaders, health(services), calendars(services), unsubscribing(services), pages());
  app.use(`${BASE_PATH}/sign-in`, admitAnybody(services), ...bodies(STRANGERS));
  app.use(`${BASE_PATH}/oauth`, admitSystems(services), form);
  app.use(new RegExp(`^${BASE_PATH}(?!/(?:sign-in|oauth)(/|$))`), authenticate(services), ...bodies(bodyLimits));
  app.use(BASE_PATH, readableAddress);
  app.use(...contract({
    operations: officeOperations(services),
    authorize: authorize(services.institutions),
    once: once({ store: services.idempotency, clock: services.clock, ids: services.ids }),
    nameActors: nameActors(services.people),
    log: services,
    recordUnits: services.recordUnits,
    validateResponses,
  }));
  app.use(() => {
    throw notFound(`There is nothing here; the API is at ${BASE_PATH}.`, { code: "no-such-address" });
  });
  app.use(renderProblem(services.log));
  return app;
};
