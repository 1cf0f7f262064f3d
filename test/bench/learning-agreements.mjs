/** Learning agreements of as many students, signed by them and by us, and a partner that fetches all of them at once. */
import { laDetailsOf, sampleStudent, SendingCoordinator } from "./dist.mjs";
import { officerOf } from "./node-under-test.mjs";
import { measureGets } from "./signed-gets.mjs";

const YEAR = 2030;
const CREDITS = [{ scheme: "ects", value: "6" }];
/** Five courses there, five here: a usual semester. */
const courses = (kind) => Array.from({ length: 5 }, (_, number) => ({ title: `${kind} ${number + 1}`, losCode: `${kind.slice(0, 3).toUpperCase()}${number + 101}`, term: { number: 1, total: 2 }, credits: CREDITS }));
const COMPONENTS = { studied: courses("Advanced topics"), recognized: courses("Free electives") };

const enter = async (node, count) => {
  const { network: { ours, partner } } = node;
  const sending = new SendingCoordinator(ours, (await officerOf(node)).office);
  const ids = Array.from({ length: count }, (_, number) => `bench-la-${number}`);
  for (const [number, id] of ids.entries()) {
    const details = laDetailsOf({ from: ours, to: partner, year: YEAR, student: sampleStudent(ours, number, "bench") });
    await sending.draftLa(id, { partnerHeiId: partner.heiId, details, components: COMPONENTS }, id);
    await sending.signLa(id);
  }
  return ids;
};

/** One signed `get` of all. */
export const measureLas = async ({ node, count, ...how }) => {
  const ids = await enter(node, count);
  const { heiId } = node.network.ours;
  return measureGets({ node, questions: [{ ids, target: `/ewp/${heiId}/omobility-las/v1/get?sending_hei_id=${heiId}${ids.map((id) => `&omobility_id=${id}`).join("")}` }], ...how });
};
