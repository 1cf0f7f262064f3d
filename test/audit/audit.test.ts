import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { readReport } from "./advisories.mjs";
import { installedPackages } from "./installed.mjs";
import { isAllowed, licenceOf } from "./licences.mjs";

describe("licences of production dependencies", () => {
  test("are all allowed, and the tree is that of the lock file", () => {
    const { packages, problems } = installedPackages(process.cwd());
    expect(packages.length).toBeGreaterThan(50);
    expect(packages.filter(({ direct }) => direct).map(({ name }) => name)).toContain("undici");
    expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
    expect(problems).toEqual([]);
  });
  test.each([
    ["MIT", true], ["(BSD-3-Clause OR GPL-2.0)", true], ["MIT AND ISC", true], ["MIT AND GPL-3.0", false], ["GPL-3.0-only", false], ["UNLICENSED", false], ["none stated", false], ["toString", false],
  ])("%s is allowed: %s", (licence, allowed) => expect(isAllowed(licence)).toBe(allowed));
  test("are read in all forms that packages state them in", () => {
    expect([{ license: "MIT" }, { license: { type: "ISC" } }, { licenses: [{ type: "MIT" }, { type: "GPL-2.0" }] }, {}, { name: "png-js", version: "1.1.0" }, { name: "png-js", version: "1.2.0" }].map(licenceOf)).toEqual(["MIT", "ISC", "MIT OR GPL-2.0", "none stated", "MIT", "none stated"]);
  });
});

test("have exact versions, and every package that is installed a checksum", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { readonly integrity?: string; readonly inBundle?: boolean }> };
  const unchecked = Object.entries(packages).filter(([path, { integrity, inBundle }]) => path !== "" && !inBundle && existsSync(path) && !/^sha512-/.test(integrity ?? ""));
  expect(unchecked.map(([path]) => path)).toEqual([]);
});

describe("advisories", () => {
  test("that cannot be asked are told from there being none", () => {
    expect(readReport('{"message":"405 Method Not Allowed"}', undefined)).toEqual({ reachable: false, why: "405 Method Not Allowed" });
    expect(readReport("", new Error("Command failed\nmore"))).toEqual({ reachable: false, why: "Command failed" });
    expect(readReport('{"vulnerabilities":{}}', undefined)).toEqual({ reachable: true, found: [] });
  });
  test("are listed with what they come through", () => {
    const vulnerabilities = { a: { name: "a", severity: "high", via: [{ title: "Reads beyond its end" }] }, b: { name: "b", severity: "high", via: ["a"] } };
    expect(readReport(JSON.stringify({ vulnerabilities }), undefined)).toEqual({
      reachable: true, found: [{ name: "a", severity: "high", title: "Reads beyond its end" }, { name: "b", severity: "high", title: "through a" }],
    });
  });
});
