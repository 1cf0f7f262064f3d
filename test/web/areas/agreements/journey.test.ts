/** An agreement between two offices, from a draft to in force, by pages alone. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { describePages, openBrowser, type TestBrowser, type Visit } from "../../../support/browser/browser.js";
import { signedInVisit, startTwoOffices, type TwoOffices } from "../../../support/browser/two-offices.js";

const ROUNDS = 60;
const PAUSE_MS = 500;

/** What the network brings needs its time: the page is opened anew until it shows it. */
const shows = async (page: Page, text: string): Promise<void> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.locator("h1").waitFor();
    await page.waitForLoadState("networkidle");
    if (await page.getByText(text, { exact: true }).first().isVisible()) return;
    await page.waitForTimeout(PAUSE_MS);
    await page.reload();
  }
  throw new Error(`${page.url()} never showed ${JSON.stringify(text)}`);
};

describePages("an agreement by pages alone", () => {
  let offices: TwoOffices;
  let browser: TestBrowser;
  let us: Visit;
  let them: Visit;
  beforeAll(async () => {
    [offices, browser] = await Promise.all([startTwoOffices(), openBrowser()]);
    us = await signedInVisit(browser, offices.ours, { role: "officer", path: `/hei/${offices.ours.heiId}/agreements` });
    them = await signedInVisit(browser, offices.theirs, { role: "officer", path: `/hei/${offices.theirs.heiId}/agreements/incoming` });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await offices.stop();
  });

  const confirm = async ({ page }: Visit, name: string): Promise<void> => {
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  test("we draft it; what is missing is said at its field, and what is entered survives a reload", async () => {
    const { page } = us;
    await page.getByRole("link", { name: "New agreement" }).click();
    await page.getByRole("combobox", { name: "Partner" }).fill("Tuawhenua");
    await page.getByRole("option", { name: "University of Tuawhenua" }).click();
    await page.getByRole("textbox", { name: "Months per year in total" }).fill("many");
    await page.getByRole("textbox", { name: "Your code" }).fill("ULI-PAGES");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("A number above 0 with at most two decimals, e.g. 5 or 7.5.").waitFor();
    expect(await us.violations()).toEqual([]);
    await page.reload();
    await page.getByText("What you entered earlier is here again.").waitFor();
    await page.getByRole("textbox", { name: "Months per year in total" }).fill("10");
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("combobox", { name: "Field" }).fill("sociology");
    await page.getByRole("option", { name: "0314 Sociology and cultural studies" }).click();
    await us.picture("agreement-editor");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Nobody outside your institution sees this yet.").waitFor();
    expect(await us.violations()).toEqual([]);
  }, 240_000);

  test("we send it, the partner makes its copy from ours and both name each other", async () => {
    await us.page.getByRole("button", { name: "Send to partner" }).click();
    expect(await us.violations()).toEqual([]);
    await confirm(us, "Send to partner");
    const { page } = them;
    await shows(page, "ULI-PAGES");
    expect(await them.violations()).toEqual([]);
    await page.getByRole("row", { name: "Lindenau University" }).click();
    await page.getByRole("heading", { name: "What the partner’s copy says" }).waitFor();
    expect(await them.violations()).toEqual([]);
    await page.getByRole("button", { name: "Make your copy from it" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Your code" }).fill("UOT-PAGES");
    await confirm(them, "Make the copy");
    await shows(page, "To be approved");
  }, 240_000);

  test("the partner approves exactly what it is shown, then we do, and it is in force at both", async () => {
    await them.page.getByRole("button", { name: "Approve", exact: true }).click();
    await them.page.getByRole("dialog").getByText("Both copies say the same.").waitFor();
    await them.page.getByRole("dialog").getByText("0314 Sociology and cultural studies").waitFor();
    expect(await them.violations()).toEqual([]);
    await them.picture("agreement-approval");
    await confirm(them, "Approve");
    await shows(us.page, "Approved by partner");
    await us.page.getByRole("button", { name: "Approve", exact: true }).click();
    await confirm(us, "Approve");
    await shows(us.page, "In force");
    await shows(them.page, "In force");
  }, 240_000);

  test("a change of ours is compared at the partner, which adopts it field by field", async () => {
    await us.page.getByRole("link", { name: "Edit" }).click();
    await us.page.getByRole("button", { name: "Increase Places per year" }).first().click();
    await us.page.getByRole("button", { name: "Save" }).click();
    await us.page.getByText("Change proposed").waitFor();
    const { page } = them;
    await shows(page, "Change proposed");
    await page.getByRole("link", { name: "Comparison" }).click();
    await page.getByRole("radiogroup", { name: "Which side to keep: Places per year" }).getByText("Partner’s").click();
    expect(await them.violations()).toEqual([]);
    await them.picture("agreement-comparison");
    await page.getByRole("button", { name: "Adopt the chosen values" }).click();
    await page.getByText("Both copies say the same.").waitFor();
  }, 240_000);

  test("every view of it is accessible, and no page said anything on the console", async () => {
    for (const view of ["Overview", "Why not approved?", "Timeline", "Versions", "Deliveries"]) {
      await us.page.getByRole("link", { name: view, exact: true }).click();
      await us.page.waitForLoadState("networkidle");
      expect([view, await us.violations()]).toEqual([view, []]);
      if (view === "Overview") await us.picture("agreement-overview");
    }
    expect([us.errors, them.errors]).toEqual([[], []]);
  }, 240_000);
});
