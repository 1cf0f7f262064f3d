import { type Check, fault, type Finding, ok, skipped, warning } from "../finding.js";

const MINUTE_MS = 60_000;
const LATE_MINUTES = 10;

export const outbox: Check = {
  name: "outbox",
  run: async ({ store, system }) => {
    if (typeof store === "string" || (await store.pendingMigrations()).length > 0) return [skipped("The outbox cannot be read.")];
    const [counts, oldest] = [await store.outbox.counts(), await store.outbox.oldestDueAt()];
    const minutes = oldest === undefined ? 0 : Math.floor((system.clock.now().getTime() - oldest.getTime()) / MINUTE_MS);
    const findings: Finding[] = [];
    if (minutes >= LATE_MINUTES) {
      findings.push(fault(`The oldest of ${counts.waiting} waiting deliveries has been due for ${minutes} minutes: nobody delivers.`, "Start `passerelle worker`, or set PASSERELLE_DELIVERY_INLINE=true; see its log if one runs."));
    }
    const ended = counts.stopped + counts.expired;
    if (ended > 0) findings.push(warning(`${ended} deliveries were given up.`, "See why and send them again: GET /institutions/{heiId}/deliveries?state=stopped and state=expired."));
    return findings.length > 0 ? findings : [ok(`Nothing is late; ${counts.waiting} deliveries wait for their time.`)];
  },
};
