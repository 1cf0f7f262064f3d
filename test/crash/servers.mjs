/** PostgreSQL and Redis of Debian's packages, started for this run, and started again when they die, as an init system does. */
import { execFileSync, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../bench/free-port.mjs";

const ROOT = "/usr/lib/postgresql";
const AGAIN_MS = 300;
const PATIENCE_MS = 60_000;

/** A server that comes back when it dies, unless it is held down or stopped. */
class Kept {
  #child;
  #ended;
  #wanted = true;

  constructor({ command, args, port, options, log }) {
    Object.assign(this, { command, args, port, options, log });
    this.#run();
    process.once("exit", () => this.#child.kill("SIGKILL"));
  }

  get pid() {
    return this.#child.pid;
  }

  #run() {
    const out = openSync(this.log, "a");
    const child = spawn(this.command, this.args, { ...this.options, stdio: ["ignore", out, out] });
    closeSync(out);
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("exit", resolve));
    void this.#ended.then(async () => {
      await pause(AGAIN_MS);
      if (this.#wanted) this.#run();
    });
  }

  /** Ends it with a signal; it comes back by itself unless `stay` is down. */
  async end(signal, stay = "up") {
    this.#wanted = stay === "up";
    const ended = this.#ended;
    this.#child.kill(signal);
    await ended;
  }

  /** Brings it back after `end(signal, "down")`. */
  bringBack() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#run();
  }

  /** Resolves when it accepts connections. */
  async accepts() {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await pause(50)) if (await accepts(this.port)) return;
    throw new Error(`${this.command} does not listen on port ${this.port}; see ${this.log}`);
  }
}

const accepts = (port) => new Promise((resolve) => {
  const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined)).once("error", () => resolve(false));
});

const binaries = () => (existsSync(ROOT) ? readdirSync(ROOT).sort((a, b) => Number(b) - Number(a)) : [])
  .map((version) => join(ROOT, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));

/** PostgreSQL refuses to run as root: there it runs as the user that Debian made for it. */
const unprivileged = () => {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
};

/** `{url, server}`; the data lies in `directory`, which exists. fsync is off: processes are killed here, not machines. */
export const startPostgres = async (directory, log) => {
  const bin = binaries();
  if (bin === undefined) throw new Error("There is no PostgreSQL here: install it (apt-get install postgresql), or run with --embedded or --database-url.");
  const user = unprivileged();
  if (user.uid !== undefined) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], { ...user, cwd: directory, stdio: "ignore" });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "fsync=off", "max_wal_size=64MB", "min_wal_size=32MB", "restart_after_crash=on"].flatMap((one) => ["-c", one]);
  const server = new Kept({ command: join(bin, "postgres"), args: ["-D", data, "-p", `${port}`, "-k", directory, ...settings], port, log, options: { ...user, cwd: directory } });
  await server.accepts();
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, server };
};

/** `{url, server}` with its file in `directory`. */
export const startRedis = async (directory, log) => {
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"];
  const server = new Kept({ command: "redis-server", args, port, log, options: {} });
  await server.accepts();
  return { url: `redis://127.0.0.1:${port}`, server };
};
