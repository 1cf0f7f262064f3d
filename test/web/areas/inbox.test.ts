/** The inbox in a browser: what waits, in the reader's language; many identical copies at once; what changes elsewhere appears. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { act, arrives, created, freshPartnerId } from "../../api/support/journey.js";
import { US } from "../../api/support/office.js";
import { partnerCopy } from "../../api/support/terms.js";
import { describePages, openBrowser, type TestBrowser } from "../../support/browser/browser.js";
import { PASSWORD, startWebOffice, type WebOffice } from "../../support/browser/office.js";

describePages("the inbox", () => {
  let office: WebOffice;
  let browser: TestBrowser;
  beforeAll(async () => {
    [office, browser] = await Promise.all([startWebOffice(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  /** An agreement whose copies name each other and say the same. */
  const identical = async (iiaCode: string) => {
    const draft = await created(office, { owner: { iiaCode } });
    await act(office, draft.id, "send").expect(200);
    const theirId = freshPartnerId();
    office.scripts.partner.serve(partnerCopy(theirId, draft.id));
    await arrives(office, theirId);
  };
  const open = async (options: { readonly locale?: string; readonly phone?: boolean } = {}) => {
    const email = await office.person([{ role: "officer", heiId: US }]);
    const visit = await browser.visit(office.address, options);
    await visit.page.goto(`/hei/${US}/inbox`);
    await visit.page.locator("input[type=email]").fill(email);
    await visit.page.locator("input[type=password]").fill(PASSWORD);
    await visit.page.keyboard.press("Enter");
    return visit;
  };

  test("says what happened and whose turn it is, is narrowed by group, and shows at once what comes in", async () => {
    const draft = await created(office, { owner: { iiaCode: "RIV-DRAFT" } });
    const { page, errors, violations, picture } = await open();
    await page.getByRole("row", { name: /RIV-DRAFT.*This is your draft/ }).waitFor();
    expect(await page.getByRole("radio", { name: "Waiting for you 1" }).count()).toBe(1);
    await page.getByRole("radio", { name: /^Stuck/ }).click();
    await page.getByText("Nothing waits here.").waitFor();
    await page.getByRole("radio", { name: /^All/ }).click();
    await identical("RIV-SAME-1");
    await page.getByRole("row", { name: /RIV-SAME-1.*Both copies are linked/ }).waitFor();
    expect(await violations()).toEqual([]);
    await picture("inbox");
    await page.getByRole("row", { name: /RIV-DRAFT/ }).click();
    await page.waitForURL(`**/hei/${US}/agreements/${draft.id}`);
    expect(errors).toEqual([]);
  });

  test("approves what is identical together, and leaves alone what was not chosen", async () => {
    await identical("RIV-SAME-2");
    await identical("RIV-SAME-3");
    const { page, errors, violations } = await open();
    await page.getByRole("link", { name: "Look at them" }).click();
    await page.getByRole("checkbox", { name: /RIV-SAME-3/ }).locator("xpath=ancestor::label").click();
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "Approve 2 copies" }).click();
    await page.getByText("2 copies approved").waitFor();
    await page.getByRole("checkbox", { name: /RIV-SAME-2/ }).waitFor({ state: "detached" });
    expect(await page.getByRole("checkbox").count()).toBe(1);
    const { items } = (await office.call("get", `/institutions/${US}/agreements?q=RIV-SAME&limit=10`).expect(200)).body;
    expect(items.map(({ iiaCode, status }: { iiaCode: string; status: string }) => `${iiaCode} ${status}`).sort()).toEqual(["RIV-SAME-1 approved-by-us", "RIV-SAME-2 approved-by-us", "RIV-SAME-3 bound"]);
    expect(errors).toEqual([]);
  });

  test("on a phone and in Japanese", async () => {
    const { page, errors, violations, picture } = await open({ locale: "ja", phone: true });
    await page.getByRole("row", { name: /RIV-DRAFT.*下書きです/ }).waitFor();
    expect(await violations()).toEqual([]);
    await picture("inbox-phone");
    expect(errors).toEqual([]);
  });
});
