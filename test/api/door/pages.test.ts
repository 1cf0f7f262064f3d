import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import request from "supertest";
import { type Office, startOffice } from "../support/office.js";

const ASSETS = fileURLToPath(new URL("../../../dist/web/assets", import.meta.url));
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const asPage = (path: string) => request(office.app).get(path).set("Accept", "text/html,application/xhtml+xml");

describe("the application's page", () => {
  test.each(["/", "/hei/rive.example/agreements", "/no/such/page"])("answers %s, without a token and never from an old copy", async (path) => {
    const { status, headers, text } = await asPage(path);
    expect([status, headers["content-type"], headers["cache-control"], headers["content-security-policy"]]).toEqual([200, "text/html; charset=utf-8", "no-cache", POLICY]);
    expect([headers["x-content-type-options"], headers["referrer-policy"]]).toEqual(["nosniff", "no-referrer"]);
    expect(text).toContain('<div id="root"></div>');
    expect(text).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|https?:\/\//);
  });

  test.each(["/api/v1/me", "/api/nothing"])("is not the answer to %s", async (path) => {
    expect((await asPage(path)).headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  });

  test("is not the answer to a program, which learns that nothing is there", async () => {
    const { status, body } = await request(office.app).get("/hei").set("Accept", "application/json");
    expect([status, body.detail]).toEqual([404, "There is nothing here; the API is at /api/v1."]);
  });
});

describe("its assets", () => {
  const script = readdirSync(ASSETS).find((name) => name.endsWith(".js")) ?? "";

  test.each([["br", "br"], ["gzip", "gzip"], ["identity", undefined]])("come as %s, for ever, with their type", async (accepted, coding) => {
    const { status, headers } = await request(office.app).get(`/assets/${script}`).set("Accept-Encoding", accepted);
    expect([status, headers["content-encoding"], headers["content-type"], headers["cache-control"], headers["vary"]]).toEqual([200, coding, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "Accept-Encoding"]);
  });

  test.each(["/assets/nothing.js", "/assets/..%2f..%2fmain.js", "/assets/"])("%s is not there", async (path) => {
    expect((await request(office.app).get(path).set("Accept", "*/*")).status).toBe(404);
  });
});
