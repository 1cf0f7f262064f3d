import type { Circumstances } from "./circumstances.js";
import { clock } from "./checks/clock.js";
import { database } from "./checks/database.js";
import { disk } from "./checks/disk.js";
import { hostHeader } from "./checks/host-header.js";
import { manifests } from "./checks/manifests.js";
import { outbox } from "./checks/outbox.js";
import { ownKeys } from "./checks/own-keys.js";
import { records } from "./checks/records.js";
import { redis } from "./checks/redis.js";
import { runtime } from "./checks/runtime.js";
import { tls } from "./checks/tls.js";
import { type Check, fault, type Finding } from "./finding.js";
import { reasonOf } from "./reason.js";

/** Everything that is looked at, in the order in which it is told. */
export const CHECKS: readonly Check[] = [runtime, clock, disk, database, redis, outbox, records, tls, manifests, hostHeader, ownKeys];

export interface Looked extends Finding {
  readonly check: string;
}

/** Makes every check; what a check could not cope with is a fault of its own. */
export const examine = async (circumstances: Circumstances, checks: readonly Check[] = CHECKS): Promise<readonly Looked[]> =>
  (await Promise.all(checks.map(async (check) => {
    const findings = await check.run(circumstances).catch((error: unknown) => [fault(`This could not be looked at: ${reasonOf(error)}`, "This is a fault of the program: report it with this line.")]);
    return findings.map((finding): Looked => ({ check: check.name, ...finding }));
  }))).flat();
