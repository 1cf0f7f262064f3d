import type { Kysely } from "kysely";
import type { Tables } from "../sql/tables.js";

/** Rows with their bodies, whichever version wrote them. */
export const withBodies = (db: Kysely<Tables>) => db.selectFrom("exchanges")
  .leftJoin("bodies as request", "request.sha256", "exchanges.request_body").leftJoin("bodies as response", "response.sha256", "exchanges.response_body")
  .leftJoin("sealed_bodies as sealed_request", "sealed_request.address", "exchanges.request_address")
  .leftJoin("sealed_bodies as sealed_response", "sealed_response.address", "exchanges.response_address")
  .selectAll("exchanges").select(["request.bytes as request_bytes", "response.bytes as response_bytes", "sealed_request.sealed as request_sealed", "sealed_response.sealed as response_sealed"]);
