/** Deadlines through the office door, and the calendar that programs subscribe to. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { content, student } from "../../support/nominations/samples.js";
import { until } from "../../support/until.js";
import { inForce } from "../support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const DEADLINES = `/institutions/${US}/deadlines`;
const FEEDS = `/institutions/${US}/calendar-feeds`;
const info = { email: "iro@rive.example", phoneNumber: { e164: "+41223791111" }, websiteUrls: [{ url: "https://rive.example" }] };
const factsheet = (heiId: typeof US, autumn: string) => ({
  heiId, studentNominations: { autumnTerm: autumn, springTerm: "--02-29" }, studentApplications: { autumnTerm: "--06-01", springTerm: "--12-01" }, applicationInfo: info, additionalRequirements: [],
  decisionWeeksLimit: 3, torWeeksLimit: 5, accessibility: [], housingInfo: info, visaInfo: info, insuranceInfo: info, additionalInfo: [],
});

let office: Office;
let agreementId: string;
beforeAll(async () => {
  office = await startOffice();
  agreementId = (await inForce(office)).id;
  await office.store.institutions.putFactsheet({ ...factsheet(US, "--05-15"), revision: 1, changedAt: office.clock.now() });
});
afterAll(() => office.close());

interface Shown { readonly on: string; readonly code: string; readonly partnerHeiId?: string; readonly address?: string }
const list = async (query: string): Promise<Shown[]> => (await office.call("get", `${DEADLINES}?${query}`).expect(200)).body.items;
const days = (items: readonly Shown[]) => items.map(({ on, code }) => `${on} ${code}`);

describe("deadlines", () => {
  test("of our factsheet and of an agreement, year by year", async () => {
    office.scripts.profiles.factsheet = async () => { throw new PartnerFailure({ reason: "no answer", retry: true }); };
    const items = await list("from=2028-01-01&to=2029-12-31");
    expect(days(items)).toEqual([
      "2028-01-31 agreement-changes", "2028-02-29 nominations-to-us", "2028-05-15 nominations-to-us", "2028-06-01 applications-to-us", "2028-09-01 agreement-last-year", "2028-12-01 applications-to-us",
      "2029-01-31 agreement-renewal", "2029-02-28 nominations-to-us", "2029-05-15 nominations-to-us", "2029-06-01 applications-to-us", "2029-08-31 agreement-ends", "2029-12-01 applications-to-us",
    ]);
    expect(items.find(({ code }) => code === "agreement-renewal")).toMatchObject({
      partnerHeiId: PARTNER, partnerName: "Lake University", address: `agreements/${agreementId}`, sentence: "Last day to renew this agreement, so that it goes on after 2028/2029.", data: { academicYear: "2028/2029", iiaCode: "RIV-2026-01" },
    });
    expect(days(await list("from=2027-08-31&to=2027-08-31"))).toEqual(["2027-08-31 agreement-notice"]);
  });

  test("of a partner, whose factsheet is read once a week when somebody looks", async () => {
    office.clock.advance(8 * 86_400_000);
    let asked = 0;
    office.scripts.profiles.factsheet = async () => { asked++; return factsheet(PARTNER, "--04-20"); };
    const partners = async () => (await list("from=2027-01-01&to=2027-12-31")).filter(({ code }) => code.endsWith("-to-partner"));
    await until("the factsheet is read", async () => (await partners()).length > 0);
    expect(days(await partners())).toEqual(["2027-02-28 nominations-to-partner", "2027-04-20 nominations-to-partner", "2027-06-01 applications-to-partner", "2027-12-01 applications-to-partner"]);
    expect(asked).toBe(1);
    const { items } = (await office.call("get", `/institutions/${US}/inbox`).expect(200)).body;
    expect(items).toEqual([]);
  });

  test("of students, without their names", async () => {
    const found = { student: student(), proposal: { id: "p1", content: content() }, status: "pending" as const };
    office.scripts.nominations = { ...office.scripts.nominations, workflow: () => "current", fetch: async () => ({ ...found, exchangeId: "read" }) };
    await office.services.nominations.refreshNomination(US, PARTNER, omobilityId("due-1"));
    const items = await list("from=2026-03-01&to=2026-04-30");
    expect(items.filter(({ code }) => code === "decision")).toMatchObject([{ on: "2026-03-30", partnerHeiId: PARTNER, address: `incoming-nominations/${PARTNER}/due-1` }]);
    expect(JSON.stringify(items)).not.toContain("Núñez");
    const reader = await office.token(["agreements:read"]);
    expect(days((await request(office.app).get(`/api/v1${DEADLINES}?from=2026-03-01&to=2026-04-30`).set("Authorization", reader).expect(200)).body.items)).not.toContain("2026-03-30 decision");
  });

  test.each([["from=2026-02-30", 400], ["from=2027-01-01&to=2026-01-01", 400], ["from=2027-01-01&to=2040-01-01", 400]])("a period that cannot be: %s", async (query, status) => {
    expect((await office.call("get", `${DEADLINES}?${query}`)).status).toBe(status);
  });
});

describe("the calendar", () => {
  const made = async (name = "My calendar") => (await office.call("post", FEEDS).send({ name }).expect(201)).body;
  const asked = (address: string) => request(office.app).get(address);

  test("is the same for a program with its address as for who made it", async () => {
    const { address, id } = await made();
    const { text, headers } = await asked(address).expect(200);
    expect([headers["content-type"], headers["cache-control"]]).toEqual(["text/calendar; charset=utf-8", "private, max-age=900"]);
    expect(text).toContain("SUMMARY:Last day for partners to nominate students for your autumn term.");
    expect(text).not.toContain("Núñez");
    expect((await office.call("get", `${DEADLINES}.ics`).expect(200)).text).toBe(text);
    expect((await office.call("get", FEEDS).expect(200)).body.items).toEqual([{ id, name: "My calendar", createdAt: office.clock.now().toISOString(), madeBy: "system" }]);
  });

  test("ends when it is revoked, and is not there with another key, all in the same words", async () => {
    const { address, id } = await made();
    const wrong = [address.replace(/key=.*/, `key=${"x".repeat(43)}`), address.replace(/\?.*/, ""), address.replace(id, "00000000-0000-4000-8000-000000000000")];
    await office.call("delete", `${FEEDS}/${id}`).expect(204);
    for (const one of [...wrong, address]) expect((await asked(one)).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-calendar", detail: "There is no calendar at this address, or it was revoked." });
    expect((await office.call("delete", `${FEEDS}/${id}`)).status).toBe(404);
  });

  test("ends with the token that made it, and its key is neither stored nor logged", async () => {
    const secret = await office.token(["agreements:read"]);
    const { address } = (await request(office.app).post(`/api/v1${FEEDS}`).set("Authorization", secret).send({ name: "Shared" }).expect(201)).body;
    await asked(address).expect(200);
    const own = (await request(office.app).get("/api/v1/me").set("Authorization", secret).expect(200)).body;
    expect(JSON.stringify([await office.store.calendarFeeds.list(US), office.log.lines])).not.toContain(address.split("key=")[1]);
    await office.store.tokens.revoke(own.id ?? (await office.store.tokens.list()).at(-1)?.id ?? "", office.clock.now());
    await asked(address).expect(404);
  });

  test("nobody ends the address of another, but administrators do", async () => {
    const { id } = await made();
    const other = await office.token(["agreements:read"]);
    await request(office.app).delete(`/api/v1${FEEDS}/${id}`).set("Authorization", other).expect(404);
    await office.call("delete", `${FEEDS}/${id}`).expect(204);
  });
});
