/** The daily mail, from the records to a real SMTP server. */
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { SMTPServer } from "smtp-server";
import request from "supertest";
import { localTime } from "../../../src/domain/digest/model.js";
import { createDigests } from "../../../src/domain/digest/service.js";
import type { Grant, Person } from "../../../src/domain/people/model.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { smtpMail } from "../../../src/mail/smtp.js";
import { created } from "../../api/support/journey.js";
import { type Office, PARTNER, startOffice, US } from "../../api/support/office.js";
import { content, student } from "../../support/nominations/samples.js";

interface Received { readonly to: readonly string[]; readonly from: string; readonly raw: string }
const received: Received[] = [];
const sink = new SMTPServer({
  authOptional: true, disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _sender, callback) => callback(address.startsWith("refused") ? new Error("no such mailbox") : undefined),
  onData: (stream, { envelope }, callback) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      received.push({ to: envelope.rcptTo.map(({ address }) => address), from: envelope.mailFrom ? envelope.mailFrom.address : "", raw: Buffer.concat(chunks).toString() });
      callback();
    });
  },
});

let office: Office;
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => { sink.listen(0, "127.0.0.1", resolve); });
  url = `smtp://127.0.0.1:${(sink.server.address() as AddressInfo).port}`;
  office = await startOffice();
  for (let i = 0; i < 25; i++) await created(office, { owner: { iiaCode: `RIV-${i}` } });
  const found = { student: student(), proposal: { id: "p1", content: content() }, status: "pending" as const };
  office.scripts.nominations = { ...office.scripts.nominations, workflow: () => "current", fetch: async () => ({ ...found, exchangeId: "read" }) };
  await office.services.nominations.refreshNomination(US, PARTNER, omobilityId("digest-1"));
});
afterAll(async () => {
  await office.close();
  await new Promise<void>((resolve) => { sink.close(resolve); });
});

/** What one process has. */
const digests = (smtp = url) => createDigests({
  store: office.store.digests, inbox: office.services.inbox, deadlines: office.services.deadlines, institutions: office.store.institutions, partnerName: () => "Lake University",
  send: smtpMail({ url: smtp, from: "ewp@rive.example", domain: "office.rive.example" }), timeZone: "Europe/Brussels", hour: 7, officeUrl: "https://office.rive.example", clock: office.clock, log: office.log,
});
const person = async (email: string, grants: readonly Grant[]): Promise<Person> => {
  const one: Person = { id: randomUUID(), email, name: "Ann Officer", grants, hasPassword: false, hasSecondFactor: false, createdAt: office.clock.now(), revision: 1 };
  await office.store.people.add(one, undefined);
  await office.store.digests.want({ personId: one.id, heiId: US, key: `key-of-${email}` });
  return one;
};
const read = (raw: string) => {
  const [head = "", body = ""] = [raw.slice(0, raw.indexOf("\r\n\r\n")), raw.slice(raw.indexOf("\r\n\r\n") + 4)];
  const text = /quoted-printable/i.test(head) ? body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))) : body;
  return { head: head.replaceAll(/\r\n[ \t]/g, " "), text };
};

describe("the mail of the day", () => {
  test("goes out once, from seven o'clock there, however many processes send", async () => {
    await person("ann@rive.example", [{ role: "officer", heiId: US }]);
    office.clock.set("2026-07-01T04:59:59Z");
    expect(await digests().sendDue()).toBe(0);
    office.clock.set("2026-07-01T05:00:00Z");
    const taken = await Promise.all([digests(), digests(), digests()].map((process) => process.sendDue()));
    expect([taken.reduce((sum, one) => sum + one, 0), received.length, await digests().sendDue()]).toEqual([1, 1, 0]);
    office.clock.set("2026-07-02T05:00:00Z");
    await digests().sendDue();
    expect(received).toHaveLength(2);
  });

  test("says what needs the reader in twenty lines at most, and how to end it", async () => {
    const { to, from, raw } = received[0] ?? { to: [], from: "", raw: "" };
    const { head, text } = read(raw);
    expect([to, from]).toEqual([["ann@rive.example"], "ewp@rive.example"]);
    expect(head).toContain("Subject: Institution rive.example: 25 need you");
    expect(head).toContain("List-Unsubscribe: <https://office.rive.example/digests/unsubscribe?key=key-of-ann@rive.example>");
    expect(head).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(head).toContain("Auto-Submitted: auto-generated");
    expect(head).toContain("@office.rive.example>");
    expect(text).toContain("New: 0. Changed: 0. Waiting for you: 0. Stuck: 25. Waiting for partners: 0.");
    expect(text.split("\r\n").filter((line) => line.startsWith("- "))).toHaveLength(20);
    expect(text).toContain("- Lake University: This is your draft. Send it when it is complete.");
    expect(text).toContain("and 5 more.");
    expect(text).toContain("Open the office: https://office.rive.example/?institution=rive.example");
  });

  test("of who sees students names none", async () => {
    received.length = 0;
    await person("cora@rive.example", [{ role: "coordinator", heiId: US }]);
    await digests().sendDue();
    const { text, head } = read(received[0]?.raw ?? "");
    expect(text).toContain("The partner waits for your decision: approve it, or reject it with a word why.");
    for (const name of ["Ana", "Núñez", "NÃºÃ±ez", "Ann"]) expect(head + text).not.toContain(name);
  });

  test("is not sent where there is nothing, to who has no access, or who is disabled", async () => {
    received.length = 0;
    await person("scoped@rive.example", [{ role: "officer", heiId: US, unitIds: ["ou-law"] }]);
    await person("elsewhere@rive.example", [{ role: "officer", heiId: PARTNER }]);
    const gone = await person("gone@rive.example", [{ role: "officer", heiId: US }]);
    await office.store.people.put({ ...gone, disabledAt: office.clock.now(), revision: 2 });
    expect([await digests().sendDue(), received]).toEqual([3, []]);
  });

  test("waits for a server that is away, and for no mailbox that is refused", async () => {
    office.clock.set("2026-07-03T05:00:00Z");
    await office.store.people.add({ id: "00000000-0000-4000-8000-000000000000", email: "refused@rive.example", name: "First", grants: [{ role: "officer", heiId: US }], hasPassword: false, hasSecondFactor: false, createdAt: office.clock.now(), revision: 1 }, undefined);
    await office.store.digests.want({ personId: "00000000-0000-4000-8000-000000000000", heiId: US, key: "key-of-refused" });
    expect(await digests("smtp://127.0.0.1:1").sendDue()).toBe(0);
    expect(await digests().sendDue()).toBe(6);
    expect(received.flatMap(({ to }) => to).sort()).toEqual(["ann@rive.example", "cora@rive.example"]);
  });
});

test("unsubscribing takes one POST; a GET changes nothing", async () => {
  const address = "/digests/unsubscribe?key=key-of-ann@rive.example";
  expect((await request(office.app).get(address).expect(200)).text).toContain("<form method=\"post\">");
  const ann = await office.store.people.byEmail("ann@rive.example");
  expect(await office.store.digests.get(ann?.id ?? "", US)).toBeDefined();
  await request(office.app).post(address).type("form").send("List-Unsubscribe=One-Click").expect(200);
  expect(await office.store.digests.get(ann?.id ?? "", US)).toBeUndefined();
  expect((await request(office.app).post(address)).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-digest" });
});

test("people ask for it, systems cannot", async () => {
  expect((await office.call("put", `/institutions/${US}/digest`).send({ wanted: true })).body).toMatchObject({ status: 403, type: "urn:passerelle:problem:people-only" });
});

test.each([["2026-03-29T00:30:00Z", "Europe/Brussels", "2026-03-29", 1], ["2026-03-29T01:00:00Z", "Europe/Brussels", "2026-03-29", 3], ["2026-01-01T22:00:00Z", "Asia/Tokyo", "2026-01-02", 7], ["2026-01-01T04:59:00Z", "America/New_York", "2025-12-31", 23]])("%s in %s", (at, zone, day, hour) => {
  expect(localTime(new Date(at), zone)).toEqual({ day, hour });
});
