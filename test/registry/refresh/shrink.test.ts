import { expect, test } from "@jest/globals";
import type { CatalogueStatistics } from "../../../src/registry/model.js";
import { shrinkage } from "../../../src/registry/refresh/shrink.js";

const of = (hosts: number, heis = hosts, entries = hosts * 10, clientKeys = hosts): CatalogueStatistics => ({ hosts, heis, entries, clientKeys, coveredHeis: heis, serverKeys: hosts, skipped: [] });

test.each<[string, CatalogueStatistics | undefined, CatalogueStatistics, string | undefined]>([
  ["the first catalogue", undefined, of(1), undefined],
  ["growth", of(100), of(200), undefined],
  ["exactly the limit", of(100), of(70), undefined],
  ["fewer hosts", of(100), of(69, 100, 1000, 100), "The catalogue shrank below 70 %: 69 hosts instead of 100."],
  ["fewer institutions", of(100), of(100, 69), "The catalogue shrank below 70 %: 69 institutions instead of 100."],
  ["all hosts without their entries and keys", of(100), of(100, 100, 0, 0), "The catalogue shrank below 70 %: 0 API entries instead of 1000, 0 client keys instead of 100."],
  ["a sandbox", of(19), of(1), undefined],
  ["a network that becomes as small as a sandbox", of(20), of(13), "The catalogue shrank below 70 %: 13 hosts instead of 20, 13 institutions instead of 20, 130 API entries instead of 200, 13 client keys instead of 20."],
])("%s", (_, before, after, reason) => expect(shrinkage(before, after, 0.7)).toBe(reason));
