import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, listening, serverProcess } from "./server-process.js";
import { until } from "../until.js";
import { skipped } from "../skipped.js";

/** A PostgreSQL database of its own for one test file. */
export interface TestDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Debian's server binaries, newest first. */
const binaries = (): string | undefined => {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));
};

/** Whether `testDatabase` can give a real server; says once how to get one when it cannot. */
export const havePostgres = (): boolean => {
  if (process.env.PASSERELLE_TEST_DATABASE_URL || binaries()) return true;
  skipped("on PostgreSQL: install it (apt-get install postgresql) or set PASSERELLE_TEST_DATABASE_URL=postgres://user:password@host/database.");
  return false;
};

/** A new database in the server of PASSERELLE_TEST_DATABASE_URL, else in a server started for it on a free port. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const given = process.env.PASSERELLE_TEST_DATABASE_URL;
  if (given) return databaseIn(given);
  const server = await startServer();
  return { url: server.url, stop: server.stop };
};

const databaseIn = async (serverUrl: string): Promise<TestDatabase> => {
  const name = `passerelle_test_${process.pid}_${process.hrtime.bigint()}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await admin(serverUrl, `create database ${name}`);
  return { url: url.href, stop: () => admin(serverUrl, `drop database if exists ${name} with (force)`) };
};

const admin = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** PostgreSQL refuses to run as root: there it runs as the user that Debian made for it. */
const unprivileged = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
};

const startServer = async (): Promise<TestDatabase> => {
  const bin = binaries();
  if (!bin) throw new Error("no PostgreSQL server binaries");
  const user = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), "passerelle-pg-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], { ...user, cwd: directory, stdio: "ignore" });
  const port = await freePort();
  const server = serverProcess(join(bin, "postgres"), ["-D", data, "-p", String(port), "-k", directory, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"], { ...user, cwd: directory });
  await listening(port, server.child);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await until("PostgreSQL has started up", () => admin(url, "select 1").then(() => true, () => false));
  return {
    url,
    stop: async () => {
      await server.stop("SIGINT");
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
