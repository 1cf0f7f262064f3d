import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Express } from "express";
import request from "supertest";
import { LocalRegistry } from "../../../src/sandbox/registry/registry.js";
import { registryApp } from "../../../src/sandbox/registry/serve.js";

const MANIFEST = `<manifest xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-discovery/tree/stable-v6" xmlns:r="https://github.com/erasmus-without-paper/ewp-specs-api-registry/tree/stable-v1" xmlns:ewp="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><host><ewp:admin-email>ewp@example.org</ewp:admin-email><ewp:admin-provider>P</ewp:admin-provider><institutions-covered><r:hei id="HEI"><r:name>N</r:name></r:hei></institutions-covered></host></manifest>`;
const served = new Map<string, string>();
let time = Date.UTC(2027, 0, 1);
let app: Express;

beforeAll(() => {
  app = registryApp(new LocalRegistry({
    catalogueUrl: "https://127.0.0.1:9000/catalogue-v1.xml",
    manifestUrls: ["https://127.0.0.1:9001/m", "https://127.0.0.1:9002/m"],
    fetchManifest: async (url) => {
      const text = served.get(url);
      if (text === undefined) throw new Error("connect ECONNREFUSED");
      return new TextEncoder().encode(text);
    },
    clock: { now: () => new Date((time += 60_000)) },
  }));
});
afterAll(() => served.clear());

const catalogue = (headers: Record<string, string> = {}): request.Test => request(app).get("/catalogue-v1.xml").set(headers);

describe("the local registry over HTTP", () => {
  test("serves a catalogue with itself alone before any manifest can be read, and says why", async () => {
    const { text, headers } = await catalogue().expect(200);
    expect(text).toContain("<catalogue-url>https://127.0.0.1:9000/catalogue-v1.xml</catalogue-url>");
    expect(headers).toMatchObject({ "content-type": "text/xml; charset=utf-8", "cache-control": "max-age=60, must-revalidate", "last-modified": "Fri, 01 Jan 2027 00:01:00 GMT" });
    const { body } = await request(app).get("/status").expect(200);
    expect(body.manifests).toEqual(["https://127.0.0.1:9001/m", "https://127.0.0.1:9002/m"].map((url) => ({ url, apis: [], notes: [], trouble: "The manifest could not be read: connect ECONNREFUSED" })));
  });

  test("reads the manifests again when asked, and a node that is away keeps its place", async () => {
    served.set("https://127.0.0.1:9001/m", MANIFEST.replace("HEI", "a.example")).set("https://127.0.0.1:9002/m", MANIFEST.replace("HEI", "b.example"));
    await request(app).post("/refresh").expect(200);
    const both = (await catalogue()).text;
    expect([both.includes("a.example"), both.includes("b.example")]).toEqual([true, true]);
    served.delete("https://127.0.0.1:9002/m");
    const { body } = await request(app).post("/refresh").expect(200);
    expect(body.manifests[1]).toMatchObject({ heiId: "b.example", trouble: "The manifest could not be read: connect ECONNREFUSED" });
    expect((await catalogue()).text).toBe(both);
  });

  test("answers 304 to both kinds of conditional request until something changes", async () => {
    const { headers } = await catalogue().expect(200);
    await catalogue({ "If-None-Match": String(headers["etag"]) }).expect(304);
    await catalogue({ "If-Modified-Since": String(headers["last-modified"]) }).expect(304);
    await request(app).post("/refresh");
    await catalogue({ "If-None-Match": String(headers["etag"]) }).expect(304);
    served.set("https://127.0.0.1:9002/m", MANIFEST.replace("HEI", "c.example"));
    await request(app).post("/refresh");
    await catalogue({ "If-None-Match": String(headers["etag"]) }).expect(200);
    await catalogue({ "If-Modified-Since": String(headers["last-modified"]) }).expect(200);
  });
});
