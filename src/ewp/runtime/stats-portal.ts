import { forbidden } from "../../kernel/errors.js";
import { heiId } from "../../kernel/ids.js";
import type { Requester } from "./serve.js";

/** The only reader of statistics (PROTOCOL 6.7). */
const STATS_PORTAL = heiId("stats.erasmuswithoutpaper.eu");

/** Refuses everybody else with 403. */
export const statsOnly = ({ heiIds }: Requester): void => {
  if (!heiIds.includes(STATS_PORTAL)) throw forbidden(`Statistics are served to ${STATS_PORTAL} only.`);
};
