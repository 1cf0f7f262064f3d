import { Redis } from "ioredis";
import { type Check, fault, type Finding, ok, skipped, warning } from "../finding.js";
import { reasonOf } from "../reason.js";

const MS = 5_000;
/** BullMQ's scripts need it. */
const LEAST_VERSION = [6, 2] as const;

export const redis: Check = {
  name: "Redis",
  run: async ({ config }) => {
    const { redisUrl } = config.delivery;
    if (redisUrl === undefined) return [skipped("Redis is not configured: deliveries are timed in the process.")];
    const client = new Redis(redisUrl, { lazyConnect: true, connectTimeout: MS, commandTimeout: MS, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    let heard = "";
    client.on("error", (error) => { heard = reasonOf(error); });
    try {
      await client.connect();
      return judged(fieldsOf(await client.info()));
    } catch (error) {
      return [fault(`Redis does not answer: ${heard || reasonOf(error)}`, "Start it, or correct PASSERELLE_REDIS_URL. Until then deliveries wait; nothing is lost, since the database holds them.")];
    } finally {
      client.disconnect();
    }
  },
};

const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map(info.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
  }));

const judged = (fields: ReadonlyMap<string, string>): readonly Finding[] => {
  const findings: Finding[] = [];
  const policy = fields.get("maxmemory_policy");
  if (policy !== undefined && policy !== "noeviction") {
    findings.push(fault(`Redis throws entries away when memory is short (maxmemory-policy ${policy}).`, "Set `maxmemory-policy noeviction` in redis.conf, and by `redis-cli config set maxmemory-policy noeviction` at once."));
  }
  if (fields.get("aof_enabled") === "0") {
    findings.push(warning("Redis keeps no append-only file, so a restart forgets the queue. Nothing is lost, but deliveries pause until their leases run out.", "Set `appendonly yes` and `appendfsync everysec` in redis.conf."));
  }
  for (const what of ["rdb_last_bgsave_status", "aof_last_write_status"]) {
    if ((fields.get(what) ?? "ok") !== "ok") findings.push(fault(`Redis cannot write to its disk (${what}: ${fields.get(what)}).`, "Look at its log; free the disk or mend its permissions."));
  }
  const version = (fields.get("redis_version") ?? "0").split(".").map(Number);
  if ((version[0] ?? 0) < LEAST_VERSION[0] || (version[0] === LEAST_VERSION[0] && (version[1] ?? 0) < LEAST_VERSION[1])) {
    findings.push(fault(`Redis ${version.join(".")} is too old.`, `Install Redis ${LEAST_VERSION.join(".")} or newer.`));
  }
  return findings.length > 0 ? findings : [ok(`Redis ${version.join(".")} evicts nothing and keeps an append-only file.`)];
};
