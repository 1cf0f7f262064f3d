import type { Clock, Logger } from "../../../kernel/ports.js";
import type { Sender } from "../../runtime/outgoing/send.js";
import { writeParams } from "../../runtime/outgoing/write-params.js";
import type { CurrentCatalogue, Monitor, PartnerProblem } from "../../runtime/ports.js";
import { monitoringV0 } from "./api.js";
import { toReport } from "./mapping.js";

/** These are never reported (PROTOCOL 5.22). */
const EXEMPT = new Set(["discovery", "echo", "monitoring", "registry"]);
/** The same problem is told once in this time, milliseconds. */
const QUIET_MS = 600_000;
const MOST_REMEMBERED = 10_000;

/** What makes two problems the same: not the dates, sizes and digests that differ from answer to answer. */
const kindOf = ({ heiId, serverHeiId, api, endpoint, status, clientMessage = "" }: PartnerProblem): string =>
  [heiId, serverHeiId, api, endpoint, status ?? "", clientMessage.replace(/"[^"]*"|\d+/g, "")].join(" ");

/**
 * Reports problems to the network's monitoring: one signed request, no retry, nothing stored, and nobody waits for it (PROTOCOL 6.9).
 * Says nothing where the catalogue lists no monitoring API.
 */
export const createMonitor = ({ catalogue, sender, clock, logger }: {
  readonly catalogue: CurrentCatalogue;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly logger: Logger;
}): Monitor => {
  const told = new Map<string, number>();
  const isNews = (problem: PartnerProblem): boolean => {
    const now = clock.now().getTime();
    const key = kindOf(problem);
    const last = told.get(key);
    if (last !== undefined && Math.abs(now - last) < QUIET_MS) return false;
    if (told.size >= MOST_REMEMBERED) told.clear();
    told.set(key, now);
    return true;
  };
  const tell = async (problem: PartnerProblem, url: string): Promise<void> => {
    const form = writeParams(monitoringV0.endpoints.url.params, toReport(problem));
    const { status } = await sender.send(await sender.prepare({ from: problem.heiId, method: "POST", url, form }));
    if (status !== 200) logger.info("monitoring did not accept a report", { status });
  };
  return {
    report: (problem) => {
      const url = catalogue.current()?.findApi(monitoringV0.manifestNamespace, monitoringV0.element)[0]?.urls["url"];
      if (url === undefined || EXEMPT.has(problem.api) || !isNews(problem)) return;
      tell(problem, url).catch((error: unknown) => logger.info("monitoring could not be reached", { reason: error instanceof Error ? error.message : String(error) }));
    },
  };
};
