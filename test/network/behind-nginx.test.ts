/** A real nginx with the configuration of docs/operating.md in front of the listener (PROTOCOL 3.10, 8 row 6): signatures hold on both ways. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveEchoV2 } from "../../src/ewp/echo/v2/server.js";
import { createNetworkHandler } from "../../src/ewp/runtime/inbound/network-handler.js";
import { createNetworkServer } from "../../src/ewp/runtime/inbound/network-server.js";
import type { TestKey } from "../support/registry/catalogue-xml.js";
import { hostKeys, snapshotOfHosts, testHost } from "../support/ewp/ewp-hosts.js";
import { closed, keptExchanges, listening as listeningOn, realIds } from "../support/ewp/ewp-node.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { freePort, listening, serverProcess } from "../support/servers/server-process.js";
import { developerMessage, type ForeignAnswer, type ForeignRequest, send, signatureFaults } from "../support/ewp/signed-client.js";
import { testTls } from "../support/servers/tls.js";
import { skipped } from "../support/skipped.js";

const NGINX = ["nginx", "/usr/sbin/nginx"].find((name) => {
  try {
    execFileSync(name, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
if (NGINX === undefined) skipped("behind nginx: install it (apt-get install nginx-light).");

/** The documented server block with this test's ports and files; everything else stays as operators copy it. */
const siteOf = (directory: string, ports: { readonly proxy: number; readonly node: number }): string => {
  const documented = /```nginx\n([\s\S]*?)```/.exec(readFileSync("docs/operating.md", "utf8"))?.[1] ?? "";
  return documented
    .replace("listen 443 ssl", `listen 127.0.0.1:${ports.proxy} ssl`).replace("127.0.0.1:8443", `127.0.0.1:${ports.node}`)
    .replace(/(ssl_certificate\s+)\S+;/, `$1${directory}/cert.pem;`).replace(/(ssl_certificate_key\s+)\S+;/, `$1${directory}/key.pem;`);
};

const configOf = (directory: string, site: string): string => [
  `daemon off; pid ${directory}/nginx.pid; error_log ${directory}/error.log;`, "events {}",
  "http {", "access_log off;", ...["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${directory}/${kind};`), site, "}",
].join("\n");

/** What a partner would refuse; nginx adds its name, which nobody has to sign. */
const faultsOf = (answer: ForeignAnswer, key: TestKey): string[] => signatureFaults(answer, key).filter((fault) => fault !== "not signed: server");

(NGINX === undefined ? describe.skip : describe)("behind nginx as documented", () => {
  const [us, partner] = [testHost("rive.example"), testHost("lac.example")];
  const clock = steeredClock();
  const directory = mkdtempSync(join(tmpdir(), "passerelle-nginx-"));
  let server: Server;
  let nginx: ReturnType<typeof serverProcess>;
  let ask: (spec: Partial<ForeignRequest>) => ReturnType<typeof send>;

  beforeAll(async () => {
    chmodSync(directory, 0o711); // nginx's workers may run as another user and keep large bodies here
    const port = await freePort();
    const tls = await testTls();
    const handler = createNetworkHandler({
      served: [serveEchoV2], services: {}, publicUrl: `https://127.0.0.1:${port}`, keys: hostKeys(us), catalogue: { current: () => snapshotOfHosts([us, partner]) },
      exchanges: keptExchanges(), clock, ids: realIds, logger: keptLog(),
    });
    server = createNetworkServer(handler, { logger: keptLog() });
    const files = { "cert.pem": tls.cert, "key.pem": tls.key, "nginx.conf": configOf(directory, siteOf(directory, { proxy: port, node: await listeningOn(server) })) };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    nginx = serverProcess(NGINX ?? "", ["-c", join(directory, "nginx.conf")]);
    await listening(port, nginx.child);
    ask = (spec) => send({ port, ca: tls.ca, clock }, { path: "/ewp/rive.example/echo/v2", key: partner.client, ...spec });
  });

  afterAll(async () => {
    await nginx?.stop();
    if (server) await closed(server);
    rmSync(directory, { recursive: true, force: true });
  });

  test("a signed GET: path, query and Host arrive as they were signed, the answer as it was signed", async () => {
    const answer = await ask({ path: "/ewp/rive.example/echo/v2?echo=a%2Fb&echo=%C3%A9%20+&echo=//" });
    expect([answer.status, faultsOf(answer, us.server)]).toEqual([200, []]);
    expect([...answer.text.matchAll(/<echo>([^<]*)</g)].map(([, text]) => text)).toEqual(["a/b", "é  ", "//"]);
    expect(answer.headers["date"]).toBe(clock.now().toUTCString());
  });

  test("a signed POST of half a megabyte, answered in gzip: the digests are those of the bytes on the wire", async () => {
    const answer = await ask({ method: "POST", body: `echo=${"x".repeat(500_000)}`, headers: { "accept-encoding": "gzip" } });
    expect([answer.status, answer.headers["content-encoding"], faultsOf(answer, us.server)]).toEqual([200, "gzip", []]);
  });

  test("a query of 12 kB passes", async () => {
    const answer = await ask({ path: `/ewp/rive.example/echo/v2?echo=${"x".repeat(12_000)}` });
    expect([answer.status, faultsOf(answer, us.server)]).toEqual([200, []]);
  });

  test("refusals are the node's own, and signed: an unknown address, a body over the limit", async () => {
    const unknown = await ask({ path: "/ewp/rive.example/nothing" });
    expect([unknown.status, developerMessage(unknown)]).toEqual([404, "Nothing is served at this address; the catalogue lists the addresses of this institution."]);
    const large = await ask({ method: "POST", body: `echo=${"x".repeat(1_100_000)}` });
    expect([large.status, developerMessage(large), faultsOf(large, us.server)]).toEqual([413, "The body is larger than the limit of 1048576 bytes.", []]);
  });
});
