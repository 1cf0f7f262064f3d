import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { omit } from "../../../src/kernel/omit.js";
import { FULL_FACTSHEET, FULL_INSTITUTION, FULL_OUNITS } from "../../support/agreements/profiles.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const institution = omit(FULL_INSTITUTION, "revision", "adminEmails", "changedAt");
const factsheet = omit(FULL_FACTSHEET, "revision", "changedAt");
const units = FULL_OUNITS.map((unit) => omit(unit, "revision", "changedAt"));
const broken = new PartnerFailure({ reason: "The partner offers no such API.", retry: false, exchangeId: "exchange-9" });

describe("what a partner publishes of itself", () => {
  test("is asked now, from our institution, unit ids as the partner names them", async () => {
    const asked: unknown[] = [];
    office.scripts.profiles = {
      ...office.scripts.profiles,
      institution: async (...args) => { asked.push(args); return { ...institution, ounitIds: ["ou-root", "ou-law"] }; },
      ounits: async (...args) => { asked.push(args); return units; },
      factsheet: async () => factsheet,
    };
    const { status, body } = await office.call("get", `/institutions/${US}/partners/${PARTNER}/profile`);
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify({ institution: { ...institution, ounitIds: ["ou-root", "ou-law"] }, units, factsheet, problems: [] })));
    expect(asked).toEqual([[US, PARTNER], [US, PARTNER, ["ou-root", "ou-law"]]]);
  });

  test("shows the rest when a part cannot be had, and says why", async () => {
    office.scripts.profiles = { ...office.scripts.profiles, institution: async () => { throw broken; }, ounits: async () => [], factsheet: async () => factsheet };
    const { status, body } = await office.call("get", `/institutions/${US}/partners/${PARTNER}/profile`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ units: [], factsheet: { heiId: US }, problems: [{ part: "institution", reason: "The partner offers no such API.", exchangeId: "exchange-9" }] });
    expect(body.institution).toBeUndefined();
  });

  test("a file is passed on as bytes that no browser opens by itself", async () => {
    office.scripts.profiles = { ...office.scripts.profiles, file: async () => ({ mediaType: "text/html", bytes: Buffer.from("<script>") }) };
    const response = await office.call("get", `/institutions/${US}/partners/${PARTNER}/files/f-1`);
    expect(response.status).toBe(200);
    expect(response.headers["content-type"]).toBe("application/octet-stream");
    expect(Buffer.from(response.body).toString()).toBe("<script>");
  });

  test("a partner that refuses is a 502 with the reason", async () => {
    office.scripts.profiles = { ...office.scripts.profiles, file: async () => { throw new PartnerFailure({ reason: "The partner refused the request.", retry: false, status: 400 }); } };
    const { status, body } = await office.call("get", `/institutions/${US}/partners/${PARTNER}/files/f-2`);
    expect(status).toBe(502);
    expect(body).toMatchObject({ type: "urn:passerelle:problem:partner-failed", partner: { reason: "The partner refused the request.", retry: false, status: 400 } });
  });
});
