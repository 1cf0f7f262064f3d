import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { configurationPage, envExample } from "../../src/config/example.js";

test(".env.example and docs/configuration.md are what the rows give", () => {
  expect(readFileSync(".env.example", "utf8")).toBe(envExample());
  expect(readFileSync("docs/configuration.md", "utf8")).toBe(configurationPage());
});

test("the example names every variable once, and only those that a node needs without a comment mark", () => {
  const names = [...envExample().matchAll(/^#?(PASSERELLE_[A-Z_]+)=/gm)].map((match) => match[1]);
  expect(new Set(names).size).toBe(names.length);
  expect([...envExample().matchAll(/^(PASSERELLE_[A-Z_]+)=/gm)].map((match) => match[1])).toEqual(["PASSERELLE_PUBLIC_URL", "PASSERELLE_CATALOGUE_URL"]);
});
