/** Deadlines in a browser: by month, with links; addresses for calendar programs; the daily mail; and the campaign that renewal deadlines ask for. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { act, inForce } from "../../api/support/journey.js";
import { US } from "../../api/support/office.js";
import { describePages, openBrowser, type TestBrowser } from "../../support/browser/browser.js";
import { PASSWORD, startWebOffice, type WebOffice } from "../../support/browser/office.js";

const info = { email: "iro@rive.example", phoneNumber: { e164: "+41223791111" }, websiteUrls: [{ url: "https://rive.example" }] };

describePages("deadlines", () => {
  let office: WebOffice;
  let browser: TestBrowser;
  let agreementId: string;
  beforeAll(async () => {
    [office, browser] = await Promise.all([startWebOffice(), openBrowser()]);
    office.scripts.profiles.factsheet = async () => { throw new PartnerFailure({ reason: "no answer", retry: true }); };
    agreementId = (await inForce(office)).id;
    await office.store.institutions.putFactsheet({
      heiId: US, studentNominations: { autumnTerm: "--05-15", springTerm: "--10-15" }, studentApplications: { autumnTerm: "--06-01", springTerm: "--12-01" }, applicationInfo: info, additionalRequirements: [],
      decisionWeeksLimit: 3, torWeeksLimit: 5, accessibility: [], housingInfo: info, visaInfo: info, insuranceInfo: info, additionalInfo: [], revision: 1, changedAt: office.clock.now(),
    });
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  /** The browser's clock stands where the node's does, at first. */
  const open = async (options: { readonly locale?: string; readonly phone?: boolean } = {}, months = 3, today = office.clock.now()) => {
    const email = await office.person([{ role: "officer", heiId: US }]);
    const visit = await browser.visit(office.address, options);
    await visit.page.clock.setFixedTime(today);
    await visit.page.goto(`/hei/${US}/deadlines?months=${months}`);
    await visit.page.locator("input[type=email]").fill(email);
    await visit.page.locator("input[type=password]").fill(PASSWORD);
    await visit.page.keyboard.press("Enter");
    return visit;
  };

  test("stand under their months, and lead to their records", async () => {
    const { page, errors, violations, picture } = await open();
    const may = page.getByRole("region", { name: /^May 2026/ });
    await may.getByText("Last day for partners to nominate students for your autumn term.").waitFor();
    expect(await may.getByRole("listitem").count()).toBe(1);
    expect(await violations()).toEqual([]);
    await picture("deadlines");
    await page.clock.setFixedTime(new Date("2028-12-20T12:00:00Z"));
    await page.reload();
    await page.getByRole("link", { name: /^Open: Last day to renew this agreement, so that it goes on after 2028\/2029\./ }).click();
    await page.waitForURL(`**/hei/${US}/agreements/${agreementId}`);
    expect(errors).toEqual([]);
  });

  test("come to a calendar by an address that is shown once and ends when it is to, and by mail to whom wants it", async () => {
    const { page, errors, violations } = await open();
    await page.getByRole("textbox", { name: "Name of the address" }).fill("Laptop");
    await page.getByRole("button", { name: "Make an address" }).click();
    const address = await page.getByText(/\/calendars\/.*key=/).innerText();
    expect(await (await fetch(address)).text()).toContain("BEGIN:VCALENDAR");
    expect(await violations()).toEqual([]);
    await page.reload();
    await page.getByRole("button", { name: "End: Laptop" }).waitFor();
    expect(await page.getByText(/key=/).count()).toBe(0);
    await page.getByRole("button", { name: "End: Laptop" }).click();
    await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "End", exact: true }).click();
    await page.getByRole("button", { name: "End: Laptop" }).waitFor({ state: "detached" });
    expect((await fetch(address)).status).toBe(404);
    expect(await page.getByRole("checkbox").count()).toBe(0);
    await page.evaluate(`fetch("/api/v1/me").then((me) => me.json()).then(({ csrfToken }) => fetch("/api/v1/institutions/${US}/digest", { method: "PUT", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrfToken }, body: '{"wanted":true}' }))`);
    await page.reload();
    await page.getByText("Send me the daily mail of this institution").click();
    await page.getByText("You will get no more daily mails").waitFor();
    expect(errors).toEqual([]);
  });

  test("agreements are renewed after a look at each, sent, and their partners reminded", async () => {
    const { page, errors, violations, picture } = await open();
    await page.getByRole("heading", { name: /^May 2026/ }).waitFor();
    await page.goto(`/hei/${US}/agreements/renewals`);
    const check = async (): Promise<void> => {
      await page.getByText(/: RIV-2026-01/).click();
      await page.getByRole("button", { name: "Check 1 agreement" }).click();
    };
    await check();
    await page.getByText("It is still valid in the first of these years.").waitFor();
    expect(await violations()).toEqual([]);
    await page.goto(`/hei/${US}/agreements/renewals?first=2029/2030&last=2034/2035`);
    await check();
    await page.getByText("Can be renewed", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Make 1 draft" }).click();
    await page.getByText("Draft made", { exact: true }).waitFor();
    const { items: [{ agreementId: draftId }] } = (await office.call("get", `/institutions/${US}/agreement-renewals?firstAcademicYear=2029/2030&lastAcademicYear=2034/2035`).expect(200)).body;
    await act(office, draftId, "send").expect(200);
    await page.reload();
    await page.getByRole("button", { name: "Remind partners" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remind partners" }).click();
    await page.getByText(/1 partner reminded\.|1 was reminded less than a day ago\./).waitFor();
    expect(await violations()).toEqual([]);
    await picture("renewals");
    expect(errors).toEqual([]);
  });

  test("on a phone and in Japanese", async () => {
    const { page, errors, violations, picture } = await open({ locale: "ja", phone: true });
    await page.getByText("相手機関が自機関の秋学期に学生を推薦できる最終日です。").waitFor();
    expect(await violations()).toEqual([]);
    await picture("deadlines-phone");
    expect(errors).toEqual([]);
  });
});
