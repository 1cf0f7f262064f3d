/** Nominations in a browser: a draft from the form to the partner, a partner's nomination from arrival to the days of the stay, and the places. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { omobilityId } from "../../../src/kernel/ids.js";
import { inForce } from "../../api/support/journey.js";
import { PARTNER, US } from "../../api/support/office.js";
import { describePages, openBrowser, type TestBrowser } from "../../support/browser/browser.js";
import { PASSWORD, startWebOffice, type WebOffice } from "../../support/browser/office.js";
import { content, student } from "../../support/nominations/samples.js";

describePages("the nominations", () => {
  let office: WebOffice;
  let browser: TestBrowser;
  beforeAll(async () => {
    [office, browser] = await Promise.all([startWebOffice(), openBrowser()]);
    await inForce(office);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const open = async (path: string) => {
    const email = await office.person([{ role: "coordinator", heiId: US }]);
    const visit = await browser.visit(office.address);
    await visit.page.goto(`/hei/${US}/nominations/${path}`);
    await visit.page.locator("input[type=email]").fill(email);
    await visit.page.locator("input[type=password]").fill(PASSWORD);
    await visit.page.keyboard.press("Enter");
    return visit;
  };

  test("a new one is entered, told what is missing at its field, sent, shown on the board and in the ledger of places, and cancelled", async () => {
    const { page, errors, violations, picture } = await open("outgoing");
    await page.getByRole("link", { name: "New nomination" }).click();
    await page.getByRole("combobox", { name: "Partner" }).fill("Lake");
    await page.getByRole("option", { name: /Lake University/ }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("8 fields are not right yet.").waitFor();
    expect(await violations()).toEqual([]);
    await picture("nomination-form");
    await page.getByLabel("Given names").fill("Ana María");
    await page.getByLabel("Family names").fill("Núñez");
    await page.getByLabel("Date of birth").fill("2004-02-29");
    await page.getByLabel("E-mail").fill("ana@rive.example");
    await page.getByLabel("European Student Identifier").fill("urn:schac:personalUniqueCode:int:esi:rive.example:0042");
    for (const [label, typed, option] of [["Nationality", "Spain", "Spain"], ["Field of the place", "0314", /^0314/], ["Student’s field", "0314", /^0314/]] as const) {
      await page.getByRole("combobox", { name: label }).click();
      await page.keyboard.type(typed);
      await page.getByRole("option", { name: option }).first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("listbox").waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Ana María Núñez" }).waitFor();
    await page.getByText("A draft that the partner does not know. Send it when it is complete.").waitFor();
    await page.getByRole("button", { name: "Send to partner" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send to partner" }).click();
    await page.getByText("Sent; the partner has not been reached yet.").waitFor();
    expect(await violations()).toEqual([]);
    await picture("nomination");
    for (const view of ["Versions", "Timeline"]) await page.getByRole("link", { name: view }).click();
    await page.getByText("Sent to the partner", { exact: true }).waitFor();
    await page.getByRole("link", { name: "‹ Outgoing" }).click();
    await page.getByRole("row", { name: /Ana María Núñez/ }).filter({ hasText: "Pending" }).waitFor();
    await page.getByText("Board").click();
    await page.getByRole("link", { name: /Ana María Núñez/ }).waitFor();
    expect(await violations()).toEqual([]);
    await picture("nomination-board");
    await page.getByRole("link", { name: "Places" }).click();
    await page.getByRole("columnheader", { name: "Agreed" }).waitFor();
    expect(await violations()).toEqual([]);
    await picture("seats");
    await page.goto(`/hei/${US}/nominations/outgoing`);
    await page.getByRole("row", { name: /Ana María Núñez/ }).click();
    await page.getByRole("button", { name: "More acts" }).click();
    await page.getByRole("menuitem", { name: "Cancel the nomination" }).click();
    await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "Cancel the nomination" }).click();
    await page.getByText("Cancelled, and that is final.").waitFor();
    expect(errors).toEqual([]);
  });

  test("a partner's one is rejected with a reason, comes again corrected without a reload, is approved, and the days of the stay are entered", async () => {
    const id = omobilityId("OM-WEB-1");
    const exchangeId = "a".repeat(8);
    const facts = { student: student(), status: "pending" as const, exchangeId };
    let proposal = { id: "11111111-2222-4333-8444-555555555555", content: content() };
    let status: "pending" | "approved" | "rejected" = "pending";
    office.scripts.nominations = {
      ...office.scripts.nominations, workflow: () => "current", fetch: async () => ({ ...facts, proposal, status }),
      decide: async (_from, _to, _id, { decision }) => { status = decision === "approve" ? "approved" : "rejected"; return exchangeId; },
    };
    await office.services.nominations.refreshNomination(US, PARTNER, id);
    const { page, errors, violations, picture } = await open("incoming");
    await page.getByRole("row", { name: /Ana María Núñez/ }).filter({ hasText: "Your turn" }).click();
    await page.getByText("The partner waits for your decision").waitFor();
    expect(await violations()).toEqual([]);
    await picture("nomination-incoming");
    await page.getByRole("button", { name: "Reject" }).click();
    expect(await page.getByRole("dialog").getByRole("button", { name: "Reject" }).isDisabled()).toBe(true);
    await page.getByLabel("Reason").fill("No place is left in spring.");
    expect(await violations()).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
    await page.getByText("No place is left in spring.").waitFor();
    expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    [proposal, status] = [{ id: "22222222-2222-4333-8444-555555555555", content: content({ comment: "In autumn, then." }) }, "pending"];
    await office.services.nominations.refreshNomination(US, PARTNER, id);
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await page.getByText("You approved it. Enter the day of arrival when the student has come.").waitFor();
    await page.getByRole("button", { name: "Enter arrival and departure" }).click();
    await page.getByRole("textbox", { name: "Arrival" }).fill("2026-02-10");
    await page.getByRole("textbox", { name: "Departure" }).fill("2026-02-01");
    await page.getByText("The departure is not before the arrival.").waitFor();
    await page.getByRole("textbox", { name: "Departure" }).fill("");
    await page.getByRole("button", { name: "Save the days" }).click();
    await page.getByText("The student is here. Enter the day of departure when the student has left.").waitFor();
    expect(errors).toEqual([]);
  });
});
