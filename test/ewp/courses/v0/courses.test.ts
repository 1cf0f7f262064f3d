/** The catalogue as anybody reads it. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PartnerCourses } from "../../../../src/domain/courses/ports.js";
import { PartnerFailure } from "../../../../src/domain/partner-failure.js";
import { courseReplicationV1 } from "../../../../src/ewp/course-replication/v1/api.js";
import { courseReplicationV1Client } from "../../../../src/ewp/course-replication/v1/client.js";
import { coursesV0 } from "../../../../src/ewp/courses/v0/api.js";
import { coursesV0Client } from "../../../../src/ewp/courses/v0/client.js";
import { coursesResponse } from "../../../../src/ewp/courses/v0/documents.js";
import { fromWireSpecification, toWireSpecification } from "../../../../src/ewp/courses/v0/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { anyCourse, CALCULUS, LAB } from "../../../support/courses/sample-courses.js";
import { httpSecurity, parts } from "../../../support/registry/catalogue-xml.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { startCaller } from "../../../support/ewp/ewp-caller.js";
import { hostSpec, snapshotOf } from "../../../support/ewp/ewp-hosts.js";
import { type Form, P, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

const EMPTY = { root: "courses-response", ns: "https://github.com/erasmus-without-paper/ewp-specs-api-courses/tree/stable-v1" };
let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  await net.store.courses.save(US, [CALCULUS, LAB]);
});
afterAll(() => net.close());

const of = (...form: Form): Form => [["hei_id", US], ...form];
const ask = async (form: Form) => documentOf(await net.ask("courses/v0", form), net);
const refused = async (form: Form) => refusalOf(await net.ask("courses/v0", form), net);

test("nothing that is published is lost or added on the way through the bytes", () => {
  fc.assert(fc.property(anyCourse, (course) => {
    const xml = writeDocument(coursesResponse, { specifications: [toWireSpecification(course)] });
    expect(readDocument(coursesResponse, xml).specifications.map((wire) => fromWireSpecification(US, wire))).toEqual([course]);
  }), { numRuns: 200 });
});

describe("courses", () => {
  test("by id, everything of each, unknown ones left out, and anybody may ask", async () => {
    const xml = documentOf(await net.ask("courses/v0", of(["los_id", LAB.losId], ["los_id", "CR/none"], ["los_id", "no id"], ["los_id", CALCULUS.losId]), { as: "anonymous" }), net);
    expect(readDocument(coursesResponse, xml).specifications.map((wire) => fromWireSpecification(US, wire))).toEqual([LAB, CALCULUS]);
  });

  test("by code, whatever characters it has; ids and codes are compared by case", async () => {
    expect(textsOf(await ask(of(["los_code", "MATH & 1"])), "los-code")).toEqual(["MATH &amp; 1"]);
    expect(emptyRootOf(await ask(of(["los_code", "math & 1"])))).toEqual(EMPTY);
    expect(emptyRootOf(await ask(of(["los_id", "cr/calculus"])))).toEqual(EMPTY);
  });

  test("lois_before keeps what ends before the day, lois_after what begins after it", async () => {
    const lois = async (...form: Form) => textsOf(await ask(of(["los_id", CALCULUS.losId], ...form)), "loi-id");
    expect(await lois()).toEqual(["CRI/2024", "CRI/2025"]);
    expect(await lois(["lois_before", "2025-02-01"])).toEqual(["CRI/2024"]);
    expect(await lois(["lois_before", "2025-01-31"])).toEqual([]);
    expect(await lois(["lois_after", "2024-09-01"])).toEqual(["CRI/2025"]);
    expect(await lois(["lois_after", "2024-08-31"], ["lois_before", "2026-02-01"])).toEqual(["CRI/2024", "CRI/2025"]);
    expect(await lois(["los_at_date", "2020-01-01"])).toEqual(["CRI/2024", "CRI/2025"]);
  });

  test("row 8.13: days are YYYY-MM-DD only; given twice is 400 (row 8.9)", async () => {
    for (const value of ["2025-02-30", "2025-02-01T00:00:00Z", "2025-02-01Z", "01.02.2025"]) {
      expect(await refused(of(["los_id", "CR/1"], ["lois_before", value]))).toBe(`400 The parameter lois_before is wrong: expected a day like 2026-02-28, got ${JSON.stringify(value)}.`);
    }
    expect(await refused(of(["los_id", "CR/1"], ["lois_after", "2025-01-01"], ["lois_after", "2025-01-01"]))).toBe("400 The parameter lois_after is given 2 times; expected at most once.");
  });

  test("row 8.12: ids and codes together are 400, and so is neither", async () => {
    expect(await refused(of(["los_id", "CR/1"], ["los_code", "1"]))).toBe("400 Exactly one of the parameters los_id, los_code is expected; given are los_id, los_code.");
    expect(await refused(of())).toBe("400 Exactly one of the parameters los_id, los_code is expected; none is given.");
  });

  test("row 8.11: an institution that is not the one of this address is 400", async () => {
    for (const id of [P, "unknown.example"]) expect(await refused([["hei_id", id], ["los_id", "CR/1"]])).toBe(`400 hei_id: this address serves the courses of ${US} only.`);
    expect(await refused([["los_id", "CR/1"]])).toBe("400 The parameter hei_id is missing.");
  });

  test("row 8.10: 50 times the same is 200, 51 times is 400, known or not", async () => {
    for (const [name, known] of [["los_id", CALCULUS.losId], ["los_code", "MATH & 1"]] as const) {
      expect(textsOf(await ask(of(...times(50, name, known))), "los-code")).toEqual(["MATH &amp; 1"]);
      for (const value of [known, "unknown"]) expect(await refused(of(...times(51, name, value)))).toBe(`400 The parameter ${name} is given 51 times; at most 50 are allowed at once (max-${name.replace("_", "-")}s).`);
    }
  });
});

test("our own client reads them, in as many calls as the partner's limit asks for; and the list of the whole catalogue", async () => {
  const at = `${net.node.publicUrl}/ewp/${US}`;
  const entry = ({ element, version, manifestNamespace }: typeof coursesV0 | typeof courseReplicationV1, body: Readonly<Record<string, string | number>>) =>
    `<e:${element} xmlns:e="${manifestNamespace}" version="${version}">${httpSecurity()}${parts(body)}</e:${element}>`;
  const entries = [entry(coursesV0, { "url": `${at}/courses/v0`, "max-los-ids": 1, "max-los-codes": 1 }), entry(courseReplicationV1, { url: `${at}/course-replication/v1` })];
  const snapshot = snapshotOf({ hosts: [hostSpec(net.hosts.us, { entries }), hostSpec(net.hosts.p)], keys: [net.hosts.us, net.hosts.p].flatMap(({ client, server }) => [client, server]) });
  const caller = startCaller({ hosts: [net.hosts.p], catalogue: { current: () => snapshot }, extraCa: net.node.ca, headersSeconds: 20, bodySeconds: 20 });
  try {
    const courses: PartnerCourses = { ...coursesV0Client(caller.calls), ...courseReplicationV1Client(caller.calls) };
    expect(await courses.ids(P, US)).toEqual([LAB.losId, CALCULUS.losId]);
    expect(await courses.courses(P, US, { losIds: [CALCULUS.losId, "CR/none", LAB.losId] })).toEqual([CALCULUS, LAB]);
    expect(await courses.courses(P, US, { losCodes: ["MATH & 1"] })).toEqual([CALCULUS]);
    expect(await courses.courses(P, US, { losIds: [] })).toEqual([]);
    expect(caller.kept.length).toBe(5);
    await expect(courses.ids(P, Q)).rejects.toBeInstanceOf(PartnerFailure);
  } finally {
    await caller.close();
  }
});

describe("replication", () => {
  const ids = async (form: Form) => textsOf(documentOf(await net.ask("course-replication/v1", form), net), "los-id");

  test("all courses, or what was added, changed or removed since", async () => {
    expect(await ids(of())).toEqual([LAB.losId, CALCULUS.losId]);
    const [{ changedAt } = { changedAt: new Date(0) }] = await net.store.courses.withIds(US, [LAB.losId]);
    expect(await ids(of(["modified_since", changedAt.toISOString()]))).toEqual([LAB.losId, CALCULUS.losId]);
    expect(await ids(of(["modified_since", new Date(changedAt.getTime() + 1).toISOString()]))).toEqual([]);
  });

  test("unknown institutions are 400, a bare date is 400", async () => {
    const refusedFor = async (form: Form) => refusalOf(await net.ask("course-replication/v1", form), net);
    expect(await refusedFor([["hei_id", P]])).toBe(`400 hei_id: this address serves the courses of ${US} only.`);
    expect(await refusedFor(of(["modified_since", "2025-01-01"]))).toMatch(/^400 The parameter modified_since is wrong: expected an xs:dateTime/);
  });
});
