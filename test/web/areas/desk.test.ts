/** The pages of the technician and the administrator in a browser. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { bound } from "../../api/support/journey.js";
import { PARTNER, US } from "../../api/support/office.js";
import { describePages, openBrowser, type TestBrowser } from "../../support/browser/browser.js";
import { PASSWORD, startWebOffice, type WebOffice } from "../../support/browser/office.js";
import { sampleExchange } from "../../support/sample-exchanges.js";

describePages("the desk", () => {
  let office: WebOffice;
  let browser: TestBrowser;
  beforeAll(async () => {
    [office, browser] = await Promise.all([startWebOffice(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const open = async (path: string, grants: readonly object[], options: { readonly locale?: string; readonly phone?: boolean } = {}) => {
    const email = await office.person(grants);
    const visit = await browser.visit(office.address, options);
    await visit.page.goto(`/hei/${US}/${path}`);
    await visit.page.locator("input[type=email]").fill(email);
    await visit.page.locator("input[type=password]").fill(PASSWORD);
    await visit.page.keyboard.press("Enter");
    return { ...visit, email };
  };

  test("a delivery that stopped says why, shows what was exchanged and is sent again", async () => {
    const { id } = await bound(office);
    const exchange = sampleExchange("e-desk", { heiId: US, partnerHeiId: PARTNER, status: 400, problem: "The partner refuses it: 400." });
    await office.store.exchanges.save(exchange);
    const leased = (await office.store.outbox.claim({ now: office.clock.now(), leaseMs: 1000, limit: 100, perPartner: 100 })).find((row) => row.objectId === id);
    if (!leased) throw new Error("nothing to deliver");
    await office.store.outbox.finish(leased, { state: "stopped", dueAt: office.clock.now(), reason: "The partner refuses it: 400.", exchangeId: exchange.id, endedAt: office.clock.now() });

    const { page, errors, violations, picture } = await open("network/deliveries?state=stopped", [{ role: "technician", heiId: US }]);
    await page.getByRole("row", { name: /lac\.example/ }).filter({ hasText: /Stopped.*The partner refuses it/ }).waitFor();
    expect(await violations()).toEqual([]);
    await picture("network-deliveries");
    await page.getByRole("row", { name: /lac\.example/ }).click();
    await page.getByText("Correct the cause, then send it again").waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole("link", { name: "See what was sent and answered" }).click();
    await page.getByRole("heading", { name: "Fault report" }).waitFor();
    await page.getByText("What happened: HTTP status 400: The partner refuses it: 400.").waitFor();
    await page.getByText('<iias n="e-desk"/>').waitFor();
    expect(await violations()).toEqual([]);
    await picture("network-exchange");
    await page.goBack();
    await page.getByRole("button", { name: "Send again now" }).click();
    await page.getByText("It is tried by itself at the time below").waitFor();
    expect(errors).toEqual([]);
  });

  test("the manifest, the keys and the catalogue", async () => {
    await office.call("post", `/institutions/${US}/keys`).send({}).expect(201);
    const nothing = { added: { count: 0, examples: [] }, removed: { count: 0, examples: [] } };
    office.scripts.status = { changes: { heis: { ...nothing, added: { count: 51, examples: ["neu.example"] } }, apis: nothing, clientKeys: nothing } };
    const { page, errors, violations, picture } = await open("network/keys", [{ role: "administrator", heiId: US }, { role: "technician", heiId: US }]);
    await page.getByText(`https://${US}/ewp/${US}/manifest.xml`).waitFor();
    expect(await page.getByRole("button", { name: "Withdraw" }).count()).toBeGreaterThan(0);
    expect(await violations()).toEqual([]);
    await picture("network-keys");
    await page.getByRole("link", { name: "Catalogue" }).click();
    await page.getByRole("heading", { name: "51 institutions came" }).waitFor();
    await page.getByText("and 50 more").waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "Fetch now" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Fetch now" }).click();
    await page.getByText("The catalogue is up to date.").waitFor();
    expect(errors).toEqual([]);
  });
});
