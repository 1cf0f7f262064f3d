import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { created } from "../api/support/journey.js";
import { OTHER, US } from "../api/support/office.js";
import { describePages, openBrowser, type TestBrowser } from "../support/browser/browser.js";
import { PASSWORD, startWebOffice, type WebOffice } from "../support/browser/office.js";

describePages("the shell", () => {
  let office: WebOffice;
  let browser: TestBrowser;
  beforeAll(async () => {
    [office, browser] = await Promise.all([startWebOffice(), openBrowser()]);
    await created(office);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  test("who is not signed in gets to the page that was asked for after signing in, and out again", async () => {
    const email = await office.person([{ role: "officer", heiId: US }]);
    const { page, errors, violations } = await browser.visit(office.address);
    await page.goto(`/hei/${US}/agreements?status=draft`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await violations()).toEqual([]);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("row", { name: "Lake University" }).waitFor();
    expect(new URL(page.url()).search).toBe("?status=draft");
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "Your account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(errors).toEqual([]);
  });

  test("a wrong password is refused in the reader's language, and the address stays", async () => {
    const { page } = await browser.visit(office.address, { locale: "de" });
    await page.goto("/");
    await page.getByLabel("E-Mail").fill("nobody@rive.example");
    await page.getByLabel("Passwort").fill("not the password");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByText("E-Mail oder Passwort stimmen nicht.").waitFor();
    expect(await page.getByLabel("E-Mail").inputValue()).toBe("nobody@rive.example");
  });

  test("who comes back from the institution's provider without success reads why, and a mail's link opens its institution", async () => {
    const email = await office.person([{ role: "officer", heiId: US }, { role: "viewer", heiId: OTHER }]);
    const { page, violations } = await browser.visit(office.address);
    await page.goto("/?problem=openid-not-begun");
    await page.getByText("This sign-in took too long or was begun in another window.").waitFor();
    expect(await violations()).toEqual([]);
    await page.goto(`/?institution=${OTHER}`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/hei/${OTHER}/**`);
  });

  test("who has several institutions switches between them, and the keyboard skips to the content", async () => {
    const email = await office.person([{ role: "officer", heiId: US }, { role: "viewer", heiId: OTHER }]);
    const { page, errors } = await browser.visit(office.address);
    await page.goto(`/hei/${US}/agreements`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("row", { name: "Lake University" }).waitFor();
    await page.keyboard.press("Tab");
    await page.reload();
    await page.getByRole("row", { name: "Lake University" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.locator("#content:focus").count()).toBe(1);
    await page.getByRole("button", { name: /Institution rive.example/ }).click();
    await page.getByRole("option", { name: `Institution ${OTHER}` }).click();
    await page.getByText("No agreement fits.").waitFor();
    expect(await page.getByRole("link", { name: "New agreement" }).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
