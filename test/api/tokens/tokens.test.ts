import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { SCOPES } from "../../../src/domain/access/scopes.js";
import { type Office, OTHER, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const as = (token: string, method: "get" | "post" | "delete", path: string) => request(office.app)[method](`/api/v1${path}`).set("Authorization", token);

describe("tokens", () => {
  test("are made, shown once, work, and are revoked", async () => {
    const made = await office.call("post", "/tokens").send({ name: "campus system", scopes: ["agreements:read"], heiIds: [US], expiresAt: "2026-03-02T00:00:00Z" });
    expect([made.status, made.body]).toEqual([201, {
      token: expect.stringMatching(/^psl_[A-Za-z0-9_-]{43}$/),
      info: { id: expect.any(String), name: "campus system", scopes: ["agreements:read"], heiIds: [US], createdAt: "2026-03-01T08:00:00.000Z", expiresAt: "2026-03-02T00:00:00.000Z" },
    }]);
    const token = `Bearer ${made.body.token}`;
    expect((await as(token, "get", "/me")).body).toEqual({
      kind: "system", id: made.body.info.id, tokenId: made.body.info.id, name: "campus system", scopes: ["agreements:read"], access: [{ scopes: ["agreements:read"], heiIds: [US] }], heiIds: [US],
      expiresAt: "2026-03-02T00:00:00.000Z",
    });

    const listed = await office.call("get", "/tokens");
    expect(listed.body.items).toContainEqual({ ...made.body.info, lastUsedAt: "2026-03-01T08:00:00.000Z" });
    expect(listed.text).not.toContain(made.body.token);

    await office.call("delete", `/tokens/${made.body.info.id}`).expect(204);
    expect((await as(token, "get", "/me")).body).toMatchObject({ status: 401, type: "urn:passerelle:problem:token-not-accepted" });
    expect((await office.call("delete", `/tokens/${made.body.info.id}`)).body).toMatchObject({ status: 404, detail: "There is no working token with this id." });
    expect((await office.call("get", "/tokens")).body.items).toContainEqual({ ...made.body.info, lastUsedAt: "2026-03-01T08:00:00.000Z", revokedAt: "2026-03-01T08:00:00.000Z" });
  });

  test("end when they expire", async () => {
    const { body } = await office.call("post", "/tokens").send({ name: "short", scopes: ["network:read"], expiresAt: "2026-03-01T08:00:10Z" }).expect(201);
    const me = () => as(`Bearer ${body.token}`, "get", "/me");
    expect((await me()).status).toBe(200);
    office.clock.advance(10_000);
    expect((await me()).status).toBe(401);
    expect((await office.call("post", "/tokens").send({ name: "late", scopes: ["network:read"], expiresAt: "2026-03-01T08:00:00Z" })).body).toMatchObject({ status: 400, errors: [{ field: "expiresAt", problem: "is in the past" }] });
  });

  test("give no more than they have", async () => {
    const limited = await office.token(["admin", "network:read"], [US]);
    const wanted = { name: "new", scopes: ["network:read"] };
    await as(limited, "post", "/tokens").send({ ...wanted, heiIds: [US] }).expect(201);
    expect((await as(limited, "post", "/tokens").send({ ...wanted, heiIds: [US], scopes: ["network:read", "agreements:write"] })).body).toMatchObject({
      status: 403, type: "urn:passerelle:problem:more-than-own", detail: "Nobody can give a token what they have not there themselves: agreements:write.",
    });
    for (const heiIds of [undefined, [US, OTHER]]) {
      expect((await as(limited, "post", "/tokens").send({ ...wanted, ...(heiIds && { heiIds }) })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:more-than-own" });
    }
  });

  test("see and revoke no token that reaches further", async () => {
    const limited = await office.token(["admin"], [US]);
    const { info } = (await office.call("post", "/tokens").send({ name: "everywhere", scopes: ["network:read"] })).body;
    expect((await as(limited, "get", "/tokens")).body.items.map(({ id }: { id: string }) => id)).not.toContain(info.id);
    expect((await as(limited, "delete", `/tokens/${info.id}`)).status).toBe(404);
  });

  test("need a name and a scope that exists", async () => {
    expect((await office.call("post", "/tokens").send({ name: "", scopes: ["admin"] })).body.errors[0].field).toBe("name");
    expect((await office.call("post", "/tokens").send({ name: "x", scopes: ["root"] })).body.errors).toEqual([{ field: "scopes[0]", problem: `must be equal to one of the allowed values: ${SCOPES.join(", ")}` }]);
  });
});
