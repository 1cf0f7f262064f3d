/** Two colleagues edit the same revision: the second is told who saved what, and loses nothing. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AGREEMENTS, created, shown } from "../../../api/support/journey.js";
import { US } from "../../../api/support/office.js";
import { condition, terms } from "../../../api/support/terms.js";
import { describePages, openBrowser, type TestBrowser } from "../../../support/browser/browser.js";
import { PASSWORD, startWebOffice, type WebOffice } from "../../../support/browser/office.js";

describePages("an edit that a colleague overtook", () => {
  let office: WebOffice;
  let browser: TestBrowser;
  beforeAll(async () => { [office, browser] = await Promise.all([startWebOffice(), openBrowser()]); });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  test("shows both versions by field, keeps what only I changed, and saves what I choose", async () => {
    const { id } = await created(office);
    const email = await office.person([{ role: "officer", heiId: US }]);
    const { page, violations } = await browser.visit(office.address);
    await page.goto(`/hei/${US}/agreements/${id}/edit`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Months per year in total" }).fill("20");
    await page.getByRole("textbox", { name: "Other terms" }).fill("Mine");
    const colleagues = terms({ conditions: [condition({ mobilitiesPerYear: 7, otherInfoTerms: "Theirs" })] });
    await office.call("put", `${AGREEMENTS}/${id}`).set("If-Match", '"1"').send(colleagues).expect(200);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Changed by test system,").waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole("radiogroup", { name: "Which side to keep: Condition 1: Other terms" }).getByText("Saved meanwhile").click();
    await page.getByRole("button", { name: "Go on with this choice" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your copy is saved.").waitFor();
    const [saved] = (await shown(office, id)).mine.copy.conditions;
    expect([saved.mobilitiesPerYear, saved.totalMonthsPerYear, saved.otherInfoTerms]).toEqual([7, "20", "Theirs"]);
  });
});
