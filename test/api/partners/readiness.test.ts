import { describe, expect, test } from "@jest/globals";
import { missingForAgreements } from "../../../src/api/partners/readiness.js";
import { apiEntry, httpSecurity, parts } from "../../support/registry/catalogue-xml.js";
import { snapshotOf } from "../../support/ewp/ewp-hosts.js";

const NEEDED = [{ element: "iias", manifestNamespace: "https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v7/manifest-entry.xsd", version: "7.0.0" }];
const url = parts({ "get-url": "https://lac.example/iias/get" });
const missing = (...entries: readonly string[]) => missingForAgreements(snapshotOf({ hosts: [{ heiIds: ["lac.example"], entries }] }).entriesOf("lac.example"), NEEDED);

describe("what keeps an institution from exchanging agreements", () => {
  test("nothing", () => expect(missing(apiEntry("iias", "7.1.0", httpSecurity() + url))).toEqual([]));
  test("nothing, beside an old version", () => expect(missing(apiEntry("iias", "6.3.0", httpSecurity() + url), apiEntry("iias", "7.0.0", httpSecurity() + url))).toEqual([]));
  test("no host", () => expect(missing()).toEqual(["It has not connected a system to the network: no host answers for it."]));
  test("another API only", () =>
    expect(missing(apiEntry("echo", "2.0.0", httpSecurity() + parts({ url: "https://lac.example/echo" })))).toEqual(["Its system cannot show its copies of agreements: it does not offer the API iias (version 7 is needed)."]));
  test("old versions only", () =>
    expect(missing(apiEntry("iias", "6.3.0", httpSecurity() + url), apiEntry("iias", "5.0.0", httpSecurity() + url))).toEqual(["Its system offers the API iias only in version 6.3.0, 5.0.0; version 7 is needed to show its copies of agreements."]));
  test("TLS certificates only", () =>
    expect(missing(apiEntry("iias", "7.0.0", url))).toEqual(["Its API iias accepts no way in which this node proves who it is: HTTP signatures."]));
  test("TLS certificates only, which we have", () => {
    const provenBy = ["httpsig", "tlscert"];
    const ofLac = (security: string) => snapshotOf({ hosts: [{ heiIds: ["lac.example"], entries: [apiEntry("iias", "7.0.0", security + url)] }] }).entriesOf("lac.example");
    expect(missingForAgreements(ofLac(""), NEEDED.map((api) => ({ ...api, provenBy })))).toEqual([]);
    const ofAuthority = '<e:http-security><sec:client-auth-methods><clitls:tlscert allows-self-signed="false"/></sec:client-auth-methods></e:http-security>';
    expect(missingForAgreements(ofLac(ofAuthority), NEEDED.map((api) => ({ ...api, provenBy })))).toEqual(["Its API iias accepts no way in which this node proves who it is: HTTP signatures or self-signed TLS client certificates."]);
  });
});
