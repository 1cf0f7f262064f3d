import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { created } from "../api/support/journey.js";
import { type Office, startOffice, US } from "../api/support/office.js";
import { describePages, openBrowser, type TestBrowser } from "../support/browser/browser.js";

describePages("the shell", () => {
  let office: Office;
  let server: Server;
  let browser: TestBrowser;
  let address: string;
  beforeAll(async () => {
    office = await startOffice();
    for (let at = 0; at < 3; at += 1) await created(office);
    server = createServer(office.app).listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await office.close();
  });

  test("the list of agreements: no violation in either colour scheme, no console error", async () => {
    const visit = await browser.visit(address, { headers: { authorization: await office.token() } });
    await visit.page.goto(`/hei/${US}/agreements`);
    await visit.page.getByText("Lake University").first().waitFor();
    expect(await visit.violations()).toEqual([]);
    expect(visit.errors).toEqual([]);
  });
});
