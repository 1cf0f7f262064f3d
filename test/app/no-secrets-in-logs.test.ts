import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { generateToken } from "../../src/security/token.js";
import { PROGRAM } from "../support/command-line.js";
import { havePostgres, testDatabase, type TestDatabase } from "../support/servers/postgres.js";
import { freePort } from "../support/servers/server-process.js";
import { until } from "../support/until.js";

const MINUTES = 60_000;
const PASSWORDS = { database: "Sesam-Database-1", redis: "Sesam-Redis-2", master: "Sesam-Master-Secret-3" };
const dir = mkdtempSync(join(tmpdir(), "secrets-"));
let database: TestDatabase | undefined;

beforeAll(async () => { database = havePostgres() ? await testDatabase() : undefined; }, MINUTES);
afterAll(async () => {
  await database?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** The server of the test trusts everybody, whatever the password. */
const withPassword = (url: string): string => {
  const given = new URL(url);
  if (given.password === "") given.password = PASSWORDS.database;
  return given.href;
};

/** Runs a node with settings full of secrets, lets `use` call it, ends it, and gives everything that it wrote. */
const wroteWhile = async (settings: Record<string, string>, use: (office: string, network: string) => Promise<void>): Promise<string> => {
  const [office, network] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env["PATH"], PASSERELLE_PUBLIC_URL: "https://ewp.example.edu", PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_NETWORK_HOST: "127.0.0.1", PASSERELLE_NETWORK_PORT: `${network}`,
    PASSERELLE_OFFICE_PORT: `${office}`, PASSERELLE_CATALOGUE_URL: "https://127.0.0.1:1/catalogue.xml", PASSERELLE_DATA_DIR: dir, PASSERELLE_LOG_LEVEL: "debug", ...settings,
  };
  const child = spawn(PROGRAM[0], [PROGRAM[1], "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let wrote = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (wrote += text));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    await until("the node is ready", () => {
      if (child.exitCode !== null) throw new Error(`it ended: ${wrote}`);
      return wrote.includes('"ready"');
    });
    await use(`http://127.0.0.1:${office}/api/v1`, `http://127.0.0.1:${network}`);
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
  return wrote;
};

test("no secret of the configuration, no token and no private key", async () => {
  const [admin, wrong] = [generateToken(), generateToken()];
  const ask = async (url: string, token: string, method: "GET" | "PUT" | "POST" = "GET", body?: object) => {
    const { statusCode, body: answer } = await request(url, { method, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, ...body && { body: JSON.stringify(body) } });
    return { status: statusCode, text: await answer.text() };
  };
  let made = "";
  const wrote = await wroteWhile({
    PASSERELLE_MASTER_KEY: PASSWORDS.master, PASSERELLE_BOOTSTRAP_TOKEN: admin,
    // Nobody there: what the client says of its failures is in the log.
    PASSERELLE_REDIS_URL: `redis://user:${PASSWORDS.redis}@127.0.0.1:1/0`,
    ...database && { PASSERELLE_DATABASE_URL: withPassword(database.url) },
  }, async (office, network) => {
    expect((await ask(`${office}/me`, wrong)).status).toBe(401);
    expect((await ask(`${office}/institutions/uni.example.edu`, admin, "PUT", { names: [{ text: "Uni" }], adminEmails: ["ewp@uni.example.edu"] })).status).toBe(201);
    expect((await ask(`${office}/institutions/uni.example.edu/keys`, admin, "POST", {})).status).toBe(201);
    made = (JSON.parse((await ask(`${office}/tokens`, admin, "POST", { name: "system", scopes: ["network:read"] })).text) as { token: string }).token;
    await request(`${network}/ewp/uni.example.edu/echo/v2?token=${made}`, { headers: { authorization: `Bearer ${made}` } }).then(({ body }) => body.dump());
  });
  expect(wrote).toContain('"office request"');
  const secrets = [...Object.values(PASSWORDS), admin, wrong, made, ...(database ? [new URL(withPassword(database.url)).password] : [])];
  for (const secret of secrets) expect([secret, wrote.includes(secret)]).toEqual([secret, false]);
  expect(wrote).not.toMatch(/PRIVATE KEY|psl_[\w-]{8}|v1\.[\w-]{40}/);
  expect(wrote).not.toContain("ewp@uni.example.edu");
}, 3 * MINUTES);
