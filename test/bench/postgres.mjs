/** A PostgreSQL server: the one of PASSERELLE_TEST_DATABASE_URL, else Debian's binaries with the server's own settings (fsync on). */
import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, dropDatabase } from "./dist.mjs";
import { freePort } from "./free-port.mjs";
import { start, stop } from "./machine.mjs";

const ROOT = "/usr/lib/postgresql";

const binaries = () => (existsSync(ROOT) ? readdirSync(ROOT).sort((a, b) => Number(b) - Number(a)) : [])
  .map((version) => join(ROOT, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));

/** A database of its own: `{url, pid?, stop}`; undefined where there is no server. `pid` is given for a server that was started here. */
export const openPostgres = async () => {
  const given = process.env.PASSERELLE_TEST_DATABASE_URL;
  if (given) {
    const name = `passerelle_bench_${process.pid}`;
    return { url: await createDatabase(given, name), stop: () => dropDatabase(given, name) };
  }
  const bin = binaries();
  return bin === undefined ? undefined : startServer(bin);
};

/** PostgreSQL refuses to run as root: there it runs as the user that Debian made for it. */
const unprivileged = () => {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
};

const startServer = async (bin) => {
  const user = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), "passerelle-bench-pg-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  if (user.uid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], { ...user, cwd: directory, stdio: "ignore" });
  const port = await freePort();
  const child = start(join(bin, "postgres"), ["-D", data, "-p", `${port}`, "-k", directory, "-c", "listen_addresses=127.0.0.1"], { ...user, cwd: directory, stdio: "ignore" });
  await listening(bin, port, child);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, pid: child.pid, stop: () => stop(child, "SIGINT") };
};

/** A server accepts connections before it takes them: under load that lasts. */
const listening = async (bin, port, child) => {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with code ${child.exitCode}`);
    if (spawnSync(join(bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", `${port}`]).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("PostgreSQL does not listen");
};
