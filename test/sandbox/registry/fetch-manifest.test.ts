import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newDirectory } from "../../support/registry/catalogue-files.js";
import { manifestFetcher } from "../../../src/sandbox/registry/fetch-manifest.js";
import { testTls } from "../../support/servers/tls.js";

const servers: Server[] = [];
const listening = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};
let plain: number;
let tls: number;

beforeAll(async () => {
  const answer: Parameters<typeof createServer>[1] = (asked, response) => {
    if (asked.url === "/moved") return void response.writeHead(302, { location: "/manifest" }).end();
    if (asked.url === "/endless") return void response.end(Buffer.alloc(1024 * 1024 + 1));
    response.end("<manifest/>");
  };
  const { cert, key } = await testTls();
  plain = await listening(createServer(answer));
  tls = await listening(createTlsServer({ cert, key }, answer) as unknown as Server);
});
afterAll(() => servers.forEach((server) => server.close()));

const fetchManifest = manifestFetcher(undefined);
const textAt = async (url: string): Promise<string> => new TextDecoder().decode(await fetchManifest(url));

test("from this machine a manifest may come over plain HTTP and over TLS with any certificate", async () => {
  expect(await textAt(`http://127.0.0.1:${plain}/manifest`)).toBe("<manifest/>");
  expect(await textAt(`https://127.0.0.1:${tls}/manifest`)).toBe("<manifest/>");
});

test("under a name the certificate is checked, and plain HTTP is refused", async () => {
  await expect(fetchManifest(`https://localhost:${tls}/manifest`)).rejects.toThrow(/unable to verify|self-signed|unable to get/);
  await expect(fetchManifest(`http://localhost:${plain}/manifest`)).rejects.toThrow("expected an https address (plain http only at 127.0.0.1)");
});

test("redirects are not followed and large answers are refused", async () => {
  await expect(fetchManifest(`http://127.0.0.1:${plain}/moved`)).rejects.toThrow("it was answered with status 302");
  await expect(fetchManifest(`http://127.0.0.1:${plain}/endless`)).rejects.toThrow(/max size|exceeded/i);
});

test("from a file within the same limit, and from nothing that is no file", async () => {
  const directory = await newDirectory();
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(join(directory, name), content);
    return pathToFileURL(join(directory, name)).href;
  };
  expect(await textAt(await file("small.xml", "<manifest/>"))).toBe("<manifest/>");
  expect((await fetchManifest(await file("full.xml", Buffer.alloc(1024 * 1024)))).length).toBe(1024 * 1024);
  await expect(fetchManifest(await file("large.xml", Buffer.alloc(1024 * 1024 + 1)))).rejects.toThrow("it is larger than 1 MiB");
  await expect(fetchManifest("file:///dev/zero")).rejects.toThrow("it is no regular file");
  await expect(fetchManifest(pathToFileURL(directory).href)).rejects.toThrow("it is no regular file");
});
