import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createDownload, type DownloadOutcome, type Validators } from "../../src/registry/download.js";
import { newDirectory } from "../support/registry/catalogue-files.js";
import { answers, serves, startRegistry, type RegistryServer } from "../support/registry/registry-server.js";
import { testTls, type TestTls } from "../support/servers/tls.js";

const XML = "<catalogue/>".repeat(1000);
let tls: TestTls;
let registry: RegistryServer;
let file: string;

beforeAll(async () => {
  tls = await testTls();
  registry = await startRegistry(tls);
  file = join(await newDirectory(), "incoming.xml");
});
afterAll(() => registry.close());

const get = (held: Validators = {}, more: { maxBytes?: number; extraCa?: string | undefined; url?: string; stop?: AbortSignal } = {}): Promise<DownloadOutcome> => {
  const { maxBytes = 1_000_000, extraCa = tls.ca, url = registry.url, stop = new AbortController().signal } = more;
  return createDownload({ url, maxBytes, ...("extraCa" in more && more.extraCa === undefined ? {} : { extraCa }) })(held, file, stop);
};

describe("fetching", () => {
  test("a plain answer is kept as it is, with its validators", async () => {
    registry.answer = serves(XML, { etag: '"1"', "last-modified": "Sun, 01 Mar 2026 08:00:00 GMT" });
    expect(await get()).toEqual({ kind: "fetched", validators: { etag: '"1"', lastModified: "Sun, 01 Mar 2026 08:00:00 GMT" } });
    expect(await readFile(file, "utf8")).toBe(XML);
    expect(registry.requests.at(-1)).toMatchObject({ "accept-encoding": "gzip" });
    expect(registry.requests.at(-1)).not.toHaveProperty("if-none-match");
    expect(registry.requests.at(-1)).not.toHaveProperty("if-modified-since");
  });

  test("a compressed answer is kept as it is", async () => {
    registry.answer = serves(gzipSync(XML), { "content-encoding": "gzip" });
    expect(await get()).toEqual({ kind: "fetched", validators: {} });
    expect(gunzipSync(await readFile(file)).toString()).toBe(XML);
  });

  test("what is held makes the request conditional, and 304 says that it is still the newest", async () => {
    registry.answer = serves(XML, { etag: '"1"' });
    expect(await get({ etag: '"1"', lastModified: "Sun, 01 Mar 2026 08:00:00 GMT" })).toEqual({ kind: "unchanged" });
    expect(registry.requests.at(-1)).toMatchObject({ "if-none-match": '"1"', "if-modified-since": "Sun, 01 Mar 2026 08:00:00 GMT" });
  });
});

describe("failures are values with a reason", () => {
  test.each<[string, () => RegistryServer["answer"], string]>([
    ["an error", () => answers(503), "the registry answered 503, not 200"],
    ["nothing found", () => answers(404), "the registry answered 404, not 200"],
    ["304 to an unconditional request", () => answers(304), "the registry answered 304, not 200"],
    ["a redirect", () => answers(302, { location: "https://127.0.0.1:1/" }), "the registry answered with a redirect (302), which is not followed"],
    ["a permanent redirect", () => answers(308, { location: "/other" }), "the registry answered with a redirect (308), which is not followed"],
    ["a content coding nobody asked for", () => serves(XML, { "content-encoding": "br" }), "the answer has the content coding br, which was not asked for"],
    ["a body cut short", () => (response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("<catalogue>", () => response.destroy());
    }, "UND_ERR_SOCKET: other side closed"],
    ["no answer", () => (response) => void response.destroy(), "UND_ERR_SOCKET: other side closed"],
  ])("%s", async (_, answer, reason) => {
    registry.answer = answer();
    expect(await get()).toEqual({ kind: "failed", reason });
  });

  test("an answer that is too large, announced or endless", async () => {
    registry.answer = serves(XML);
    expect(await get({}, { maxBytes: 5000 })).toEqual({ kind: "failed", reason: "the answer is larger than 5000 bytes" });
    registry.answer = (response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write("x".repeat(10_000), more));
      more();
    };
    expect(await get({}, { maxBytes: 5_000_000 })).toEqual({ kind: "failed", reason: "the answer is larger than 5000000 bytes" });
  });

  test("a certificate of an unknown authority", async () => {
    registry.answer = serves(XML);
    const asked = registry.requests.length;
    expect(await get({}, { extraCa: undefined })).toEqual({ kind: "failed", reason: expect.stringMatching(/^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE): /) });
    expect(registry.requests).toHaveLength(asked);
  });

  test("a certificate for another name", async () => {
    const other = await testTls(["registry.example.org"]);
    const impostor = await startRegistry(other);
    impostor.answer = serves(XML);
    expect(await get({}, { url: impostor.url, extraCa: other.ca })).toMatchObject({ kind: "failed", reason: expect.stringMatching(/^ERR_TLS_CERT_ALTNAME_INVALID: /) });
    await impostor.close();
  });

  test("an address that is not https is not even asked", async () => {
    let asked = 0;
    const plain = createServer((_, response) => void (asked++, response.end(XML)));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
    expect(await get({}, { url })).toEqual({ kind: "failed", reason: `the catalogue URL ${url} is not https` });
    expect(asked).toBe(0);
    plain.close();
  });

  test("nobody there", async () => {
    const gone = await startRegistry(tls);
    await gone.close();
    expect(await get({}, { url: gone.url })).toMatchObject({ kind: "failed", reason: expect.stringMatching(/^ECONNREFUSED: /) });
  });

  test("being told to stop", async () => {
    const stop = new AbortController();
    registry.answer = () => stop.abort();
    expect(await get({}, { stop: stop.signal })).toMatchObject({ kind: "failed" });
    expect(existsSync(file)).toBe(true);
  });
});
