/** What is done to the network, a row each. To add one: a row in FAULTS. */
import { setTimeout as pause } from "node:timers/promises";

const TEN_MINUTES_MS = 600_000;
const SIDES = ["a", "b"];
const seconds = (random, least, most) => pause(random.between(least, most) * 1000);

/**
 * `modes`: where it can happen; `needs`: a part of the network without which it is left out; `onlyWhenAsked`: by `--only`. `run` does it
 * and undoes it: when it resolves, nothing is broken any more and only recovering remains.
 */
export const FAULTS = [
  { name: "nothing", modes: ["servers", "embedded"], onlyWhenAsked: true, about: "no fault, to compare with", run: async () => undefined },
  { name: "node killed", modes: ["servers", "embedded"], about: "kill -9 of `serve` of A or B", run: ({ crash }, random) => crash(random.oneOf(SIDES)) },
  { name: "worker killed", modes: ["servers"], about: "kill -9 of the worker of A or B", run: ({ crash }, random) => crash(random.oneOf(SIDES), "worker") },
  {
    name: "worker killed in a call", modes: ["servers"], about: "SIGSTOP of a partner, so that calls to it hang; kill -9 of the worker that called; SIGCONT",
    run: async ({ signal, crash }, random) => {
      const [side, partner] = random.shuffled(SIDES);
      signal(partner, "serve", "SIGSTOP");
      await seconds(random, 1.5, 2.5);
      await crash(side, "worker");
      signal(partner, "serve", "SIGCONT");
    },
  },
  {
    name: "both of a node killed", modes: ["servers"], about: "kill -9 of `serve` and worker of one node at once",
    run: async ({ crash }, random) => {
      const side = random.oneOf(SIDES);
      await Promise.all([crash(side), crash(side, "worker")]);
    },
  },
  {
    name: "killed again and again", modes: ["servers", "embedded"], about: "five kills of random processes in short order, some in the middle of a start",
    run: async ({ crash, mode }, random) => {
      for (let kills = 0; kills < 5; kills++) {
        await crash(random.oneOf(SIDES), mode === "servers" ? random.oneOf(["serve", "worker"]) : "serve");
        await seconds(random, 0, 1.2);
      }
    },
  },
  {
    name: "worker frozen", modes: ["servers"], about: "SIGSTOP of a worker for longer than its leases, then SIGCONT: it comes back and believes it still has them",
    run: async ({ signal }, random) => {
      const side = random.oneOf(SIDES);
      signal(side, "worker", "SIGSTOP");
      await seconds(random, 3.5, 5);
      signal(side, "worker", "SIGCONT");
    },
  },
  {
    name: "node frozen", modes: ["servers", "embedded"], about: "SIGSTOP of `serve` for seconds: its partner's calls hang, then SIGCONT",
    run: async ({ signal }, random) => {
      const side = random.oneOf(SIDES);
      signal(side, "serve", "SIGSTOP");
      await seconds(random, 1, 6);
      signal(side, "serve", "SIGCONT");
    },
  },
  { name: "Redis killed", modes: ["servers"], needs: "redis", about: "kill -9 of Redis, which comes back with its file", run: ({ servers: { redis } }) => redis.server.end("SIGKILL") },
  {
    name: "Redis away", modes: ["servers"], needs: "redis", about: "Redis stopped for seconds",
    run: async ({ servers: { redis } }, random) => {
      await redis.server.end("SIGTERM", "down");
      await seconds(random, 1, 5);
      redis.server.bringBack();
      await redis.server.accepts();
    },
  },
  { name: "Redis emptied", modes: ["servers"], needs: "redis", about: "FLUSHALL", run: ({ redis }) => redis("FLUSHALL") },
  { name: "PostgreSQL restarted", modes: ["servers"], needs: "postgres", about: "fast: open transactions are rolled back", run: ({ servers: { postgres } }) => restart(postgres, "SIGINT") },
  { name: "PostgreSQL crashed", modes: ["servers"], needs: "postgres", about: "immediate: no shutdown, recovery from the log", run: ({ servers: { postgres } }) => restart(postgres, "SIGQUIT") },
  {
    name: "connections cut", modes: ["servers"], needs: "postgres", about: "every connection of one node's database ended by the server, wherever its statement is",
    run: ({ sql, databases }, random) => sql(random.oneOf(databases), "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"),
  },
  {
    name: "disk full", modes: ["servers", "embedded"], needs: "disk", about: "not a byte free where the database lies (embedded: of A)",
    run: async ({ disk }, random) => {
      disk.fill();
      await seconds(random, 1, 4);
      disk.free();
    },
  },
  { name: "clock ahead", modes: ["servers", "embedded"], about: "one node's clock +10 min for seconds, and back", run: (network, random) => jump(network, random, TEN_MINUTES_MS) },
  { name: "clock behind", modes: ["servers", "embedded"], about: "one node's clock -10 min for seconds, and back", run: (network, random) => jump(network, random, -TEN_MINUTES_MS) },
  {
    name: "registry away", modes: ["servers", "embedded"], about: "SIGSTOP of the registry, kill -9 of a node, which starts from its copy of the catalogue; then SIGCONT",
    run: async ({ supervisor, crash, answering }, random) => {
      process.kill(supervisor.pid("registry"), "SIGSTOP");
      await crash(random.oneOf(SIDES));
      await answering().finally(() => process.kill(supervisor.pid("registry"), "SIGCONT"));
    },
  },
];

const restart = async ({ server }, signal) => {
  await server.end(signal);
  await server.accepts();
};

const jump = async ({ shiftClock }, random, milliseconds) => {
  const side = random.oneOf(SIDES);
  shiftClock(side, milliseconds);
  await seconds(random, 1, 5);
  shiftClock(side, 0);
};
