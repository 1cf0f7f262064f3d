/** Transcripts of as many students, issued by us, with their PDFs, and a partner that fetches all of them: ten by one call, as we publish. */
import { dataOf, sampleStudent } from "./dist.mjs";
import { officerOf } from "./node-under-test.mjs";
import { measureGets } from "./signed-gets.mjs";

const PER_CALL = 10;
const FREQUENCIES = [["A", "25"], ["B", "40"], ["C", "25"], ["F", "10"]].map(([label, percentage]) => ({ label, percentage }));
const DAYS = { start: "2030-09-01", end: "2031-01-31" };
/** Five courses: a usual semester. */
const RESULTS = Array.from({ length: 5 }, (_, number) => ({
  losId: `CR/BENCH${number}`, losCode: `ADV${number + 101}`, loiId: `CRI/BENCH${number}`, titles: [{ text: `Advanced topics ${number + 1}`, lang: "en" }], type: "Course", iscedCode: "0613",
  status: "passed", grade: "B", date: DAYS.end, language: "en", credits: [{ scheme: "ects", value: "6" }], term: { titles: [{ text: "First semester", lang: "en" }], ...DAYS },
  distribution: { categories: FREQUENCIES.map(({ label, percentage }) => ({ label, count: Number(percentage) })) }, start: DAYS.start,
}));

const enter = async (node, count) => {
  const { network: { ours, partner } } = node;
  const { office } = await officerOf(node);
  const ids = Array.from({ length: count }, (_, number) => `bench-tor-${number}`);
  for (const [number, omobilityId] of ids.entries()) {
    const params = { path: { heiId: ours.heiId, partnerHeiId: partner.heiId, omobilityId } };
    const { givenNames, familyNames, birthDate, globalId: esi } = sampleStudent(partner, number, "bench");
    const learner = { givenNames: givenNames[0].text, familyName: familyNames[0].text, birthDate, esi };
    const body = { academicYearId: "2030/2031", learner, results: RESULTS, gradeTables: [{ iscedCode: "0613", frequencies: FREQUENCIES }] };
    await dataOf(office.PUT("/institutions/{heiId}/outgoing-transcripts/{partnerHeiId}/{omobilityId}", { params, body }));
    await dataOf(office.POST("/institutions/{heiId}/outgoing-transcripts/{partnerHeiId}/{omobilityId}/send", { params }));
  }
  return ids;
};

export const measureTors = async ({ node, count, ...how }) => {
  const ids = await enter(node, count);
  const questions = Array.from({ length: Math.ceil(count / PER_CALL) }, (_, at) => ids.slice(at * PER_CALL, (at + 1) * PER_CALL))
    .map((some) => ({ ids: some, target: `/ewp/${node.network.ours.heiId}/imobility-tors/v3/get?${some.map((id) => `omobility_id=${id}`).join("&")}` }));
  return measureGets({ node, questions, ...how });
};
