import { expect, test } from "@jest/globals";
import { createPartnerDirectory } from "../../src/app/partner-directory.js";
import type { Snapshot } from "../../src/registry/model.js";
import { apiEntry, httpSecurity, parts } from "../support/registry/catalogue-xml.js";
import { hostSpec, snapshotOf, testHost, type TestHost } from "../support/ewp/ewp-hosts.js";

const iias = (version: string) => apiEntry("iias", version, httpSecurity() + parts({ "index-url": "https://lac.example/index" }));

test("those that offer agreements in a version that we speak, anew with each catalogue", () => {
  const hosts = ["lac", "old", "silent"].map((name) => testHost(`${name}.example`));
  const [lac, old, silent] = hosts as [TestHost, TestHost, TestHost];
  const keys = hosts.flatMap(({ client, server }) => [client, server]);
  const snapshot = snapshotOf({ hosts: [
    hostSpec(silent), hostSpec(old, { entries: [iias("6.3.0")] }), hostSpec(lac, { entries: [iias("7.0.0"), iias("6.3.0")] }),
  ], keys });
  let current: Snapshot | undefined;
  const { offeringAgreements } = createPartnerDirectory({ current: () => current });
  expect(offeringAgreements()).toEqual([]);
  current = snapshot;
  expect(offeringAgreements()).toEqual(["lac.example"]);
  expect(offeringAgreements()).toBe(offeringAgreements());
  current = undefined;
  expect(offeringAgreements()).toEqual([]);
});
