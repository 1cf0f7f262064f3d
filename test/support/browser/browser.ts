/** A real Chromium for tests of the pages: what its console says, and what axe finds, fails the test. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "@jest/globals";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { skipped } from "../skipped.js";

const EXECUTABLES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const CHROMIUM = EXECUTABLES.find((file) => existsSync(file));

const withoutBrowser = (): typeof describe.skip => {
  skipped("the pages in a browser: there is no Chromium; install it (Debian: apt-get install chromium) and run npm run jest -- test/web");
  return describe.skip;
};

/** For tests that need the browser. */
export const describePages = CHROMIUM === undefined ? withoutBrowser() : describe;

const PICTURES = fileURLToPath(new URL("../../../docs/pictures", import.meta.url));
const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Patience of a machine that does much else at the same time. */
const WAIT_MS = 60_000;

export interface Visit {
  readonly page: Page;
  /** Errors of the console and of the page, in order. */
  readonly errors: readonly string[];
  /** What axe finds, in light and in dark, as sentences; none is wanted. */
  violations(): Promise<readonly string[]>;
  /** Writes docs/pictures/{name}.png, when PASSERELLE_SCREENSHOTS=1 asks for pictures. */
  picture(name: string): Promise<void>;
}

export interface VisitOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly locale?: string;
  readonly phone?: boolean;
}

export interface TestBrowser {
  /** A window of its own: no cookies, no memory. */
  visit(baseURL: string, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export const openBrowser = async (): Promise<TestBrowser> => {
  if (CHROMIUM === undefined) throw new Error("there is no Chromium");
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  return {
    visit: async (baseURL, { headers = {}, locale = "en", phone = false } = {}) =>
      visitIn(await browser.newContext({ baseURL, locale, timezoneId: "UTC", viewport: phone ? PHONE : WIDE, extraHTTPHeaders: headers, ignoreHTTPSErrors: true, reducedMotion: "reduce" })),
    close: () => browser.close(),
  };
};

const visitIn = async (context: BrowserContext): Promise<Visit> => {
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const errors: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  return { page, errors, violations: () => violationsOf(page), picture: (name) => pictureOf(page, name) };
};

const violationsOf = async (page: Page): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours of both schemes stand side by side until the next frame is drawn.
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    found.push(...violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${colorScheme}: ${id} (${help}) at ${target.join(" ")}: ${failureSummary ?? ""}`)));
  }
  return found;
};

const pictureOf = async (page: Page, name: string): Promise<void> => {
  if (process.env["PASSERELLE_SCREENSHOTS"] !== "1") return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};
