import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { RegistrySource, Validators } from "../../../src/registry/fetch/download.js";
import { fetchCatalogue, type Fetched } from "../../../src/registry/fetch/fetch-catalogue.js";
import { LastGood, type CatalogueFiles } from "../../../src/registry/last-good.js";
import { newDirectory } from "../../support/registry/catalogue-files.js";
import { network } from "../../support/registry/catalogue-node.js";
import { answers, serves, startRegistry, type RegistryServer } from "../../support/registry/registry-server.js";
import { testTls, type TestTls } from "../../support/servers/tls.js";

const XML = network(30);
const SHA256 = createHash("sha256").update(XML).digest("hex");
let tls: TestTls;
let registry: RegistryServer;
let files: CatalogueFiles;

beforeAll(async () => {
  tls = await testTls();
  registry = await startRegistry(tls);
});
beforeEach(async () => {
  files = await new LastGood(await newDirectory()).incoming();
});
afterAll(() => registry.close());

interface Asked {
  readonly held?: Validators;
  readonly maxBytes?: number;
  readonly from?: Omit<RegistrySource, "held">;
  readonly stop?: AbortSignal;
}

const get = ({ held = {}, maxBytes = 1_000_000, from = { url: registry.url, extraCa: tls.ca }, stop }: Asked = {}): Promise<Fetched> =>
  fetchCatalogue({ registry: { ...from, held }, files, maxBytes }, stop);
const failed = (reason: unknown): unknown => ({ outcome: "failed", code: "download", reason });

describe("fetching", () => {
  test("a plain answer is kept as it is, with its validators", async () => {
    registry.answer = serves(XML, { etag: '"1"', "last-modified": "Sun, 01 Mar 2026 08:00:00 GMT" });
    expect(await get()).toMatchObject({ outcome: "fetched", sha256: SHA256, statistics: { hosts: 30 }, validators: { etag: '"1"', lastModified: "Sun, 01 Mar 2026 08:00:00 GMT" } });
    expect(await readFile(files.xml, "utf8")).toBe(XML);
    expect(registry.requests.at(-1)).toMatchObject({ "accept-encoding": "gzip" });
    expect(registry.requests.at(-1)).not.toHaveProperty("if-none-match");
    expect(registry.requests.at(-1)).not.toHaveProperty("if-modified-since");
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["said to be", { "content-encoding": "gzip" }],
    ["not said to be", {}],
  ])("an answer that is compressed and %s is kept as it is", async (_, headers) => {
    registry.answer = serves(gzipSync(XML), headers);
    expect(await get()).toMatchObject({ outcome: "fetched", sha256: SHA256, validators: {} });
    expect(gunzipSync(await readFile(files.xml)).toString()).toBe(XML);
  });

  test("an answer may come byte by byte", async () => {
    registry.answer = (response) => {
      for (const byte of gzipSync(network(1))) response.write(Uint8Array.of(byte));
      response.end();
    };
    expect(await get()).toMatchObject({ outcome: "fetched", statistics: { hosts: 1 } });
  });

  test("what is held makes the request conditional, and 304 says that it is still the newest: nothing is written", async () => {
    registry.answer = serves(XML, { etag: '"1"' });
    expect(await get({ held: { etag: '"1"', lastModified: "Sun, 01 Mar 2026 08:00:00 GMT" } })).toEqual({ outcome: "unchanged" });
    expect(registry.requests.at(-1)).toMatchObject({ "if-none-match": '"1"', "if-modified-since": "Sun, 01 Mar 2026 08:00:00 GMT" });
    expect(existsSync(files.xml)).toBe(false);
  });

  test("what is refused on the way is not fetched to its end", async () => {
    const gone = new Promise((resolve) => {
      registry.answer = (response) => {
        response.once("close", () => resolve(response.writableFinished));
        response.write("<!DOCTYPE catalogue>");
      };
    });
    expect(await get()).toMatchObject({ outcome: "refused", code: "doctype" });
    expect(await gone).toBe(false);
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
      response.write("<catalogue", () => response.destroy());
    }, "ECONNRESET: aborted"],
    ["a compressed body cut short", () => (response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": "1000" });
      response.write(gzipSync(XML).subarray(0, 200), () => response.destroy());
    }, "ECONNRESET: aborted"],
    ["no answer", () => (response) => void response.destroy(), "ECONNRESET: socket hang up"],
  ])("%s", async (_, answer, reason) => {
    registry.answer = answer();
    expect(await get()).toEqual(failed(reason));
  });

  test("an answer that is too large, announced or endless", async () => {
    registry.answer = serves(XML);
    expect(await get({ maxBytes: 5000 })).toEqual(failed("the answer is larger than 5000 bytes"));
    registry.answer = (response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write(" ".repeat(10_000), more));
      more();
    };
    expect(await get({ maxBytes: 5_000_000 })).toEqual(failed("the answer is larger than 5000000 bytes"));
  });

  test("a certificate of an unknown authority", async () => {
    registry.answer = serves(XML);
    const asked = registry.requests.length;
    expect(await get({ from: { url: registry.url } })).toEqual(failed(expect.stringMatching(/^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE): /)));
    expect(registry.requests).toHaveLength(asked);
  });

  test("a certificate for another name", async () => {
    const other = await testTls(["registry.example.org"]);
    const impostor = await startRegistry(other);
    impostor.answer = serves(XML);
    expect(await get({ from: { url: impostor.url, extraCa: other.ca } })).toEqual(failed(expect.stringMatching(/^ERR_TLS_CERT_ALTNAME_INVALID: /)));
    await impostor.close();
  });

  test("an address that is not https is not even asked", async () => {
    let asked = 0;
    const plain = createServer((_, response) => void (asked++, response.end(XML)));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const address = plain.address();
    const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
    expect(await get({ from: { url } })).toEqual(failed(`the catalogue URL ${url} is not https`));
    expect(asked).toBe(0);
    plain.close();
  });

  test("nobody there", async () => {
    const gone = await startRegistry(tls);
    await gone.close();
    expect(await get({ from: { url: gone.url, extraCa: tls.ca } })).toEqual(failed(expect.stringMatching(/^ECONNREFUSED: /)));
  });

  test("being told to stop, before the request, before the answer and within it", async () => {
    const asked = registry.requests.length;
    expect(await get({ stop: AbortSignal.abort() })).toEqual(failed("it was stopped"));
    expect(registry.requests).toHaveLength(asked);
    for (const begins of ["", XML.slice(0, 500)]) {
      const stop = new AbortController();
      registry.answer = (response) => void (begins === "" ? stop.abort() : response.write(begins, () => setImmediate(() => stop.abort())));
      expect(await get({ stop: stop.signal })).toEqual(failed("it was stopped"));
    }
  });
});
