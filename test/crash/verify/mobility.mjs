/** What both nodes have to show of a student's mobility after a round. */
import { isDeepStrictEqual } from "node:util";
import { dataOf } from "../dist.mjs";
import { recordOf } from "../noted.mjs";
import { eventFaults } from "./events.mjs";
import { answersKept, evidenceThere, unless, versionsInOrder } from "./held-to.mjs";

export const mobilityViolations = async ({ journey: { a, b }, story, ids }) => {
  const sides = { A: { side: a, ...ROUTES.sending, at: { heiId: a.heiId } }, B: { side: b, ...ROUTES.receiving, at: { heiId: b.heiId, partnerHeiId: a.heiId } } };
  const known = { mistaken: ids.mistaken, mobility: ids.mobility };
  const seen = Object.fromEntries(await Promise.all(Object.entries(sides).map(async ([name, side]) => [name, await lookAt(side, known)])));
  return [
    ...Object.keys(known).flatMap((which) => [...sameNomination(which, seen.A[which], seen.B[which]), ...Object.keys(sides).flatMap((name) => eventFaults(`${story}, ${which}`, name, seen[name][which].timeline))]),
    ...sameLearningAgreement(seen.A.mobility.la, seen.B.mobility.la),
    ...(await Promise.all(Object.entries(sides).map(([name, side]) => ofOneSide(name, side, { known, seen: seen[name] })))).flat(),
  ];
};

/** Where each side's records are. */
const ROUTES = {
  sending: { nominations: "/institutions/{heiId}/outgoing-nominations", nomination: "/institutions/{heiId}/outgoing-nominations/{omobilityId}", la: "/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}" },
  receiving: { nominations: "/institutions/{heiId}/incoming-nominations", nomination: "/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}", la: "/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}" },
};

/** All that one side shows of both ids. */
const lookAt = async (where, known) => Object.fromEntries(await Promise.all(Object.entries(known).map(async ([which, omobilityId]) => [which, await look(where, omobilityId)])));

const look = async ({ side: { office }, nomination, la, at }, omobilityId) => {
  const params = { path: { ...at, omobilityId } };
  const get = (path) => dataOf(office.GET(path, { params }));
  const unlessNone = (looking) => looking.catch((error) => { if (error.status !== 404) throw error; });
  const [itself, versions, timeline, agreement, laVersions] = await Promise.all([
    get(nomination), get(`${nomination}/versions`), get(`${nomination}/timeline`), unlessNone(get(la)), unlessNone(get(`${la}/versions`)),
  ]);
  return { nomination: itself, versions: versions.items, timeline: timeline.items, la: agreement && { itself: agreement, versions: laVersions.items } };
};

const said = ({ decision, proposalId, comment }) => ({ decision, proposalId, comment });
const days = ({ arrival, departure } = {}) => ({ arrival, departure });

const sameNomination = (which, { nomination: a }, { nomination: b }) => [
  ...unless(a.status === b.status && b.current.status === a.status, `${which}: A says ${a.status}, B says ${b.status} and has read ${b.current.status}`),
  ...unless(isDeepStrictEqual([b.current.student, b.current.nomination], [a.student, a.nomination]), `${which}: B's picture of the nomination differs from A's`),
  ...unless(isDeepStrictEqual(a.verdicts.map(said), b.verdicts.map(said)) && a.verdicts.length === 1, `${which}: A was told ${JSON.stringify(a.verdicts.map(said))}, B decided ${JSON.stringify(b.verdicts.map(said))}`),
  ...unless(isDeepStrictEqual(days(a.stay), days(b.stay)), `${which}: A knows of a stay ${JSON.stringify(days(a.stay))}, B entered ${JSON.stringify(days(b.stay))}`),
];

const sameLearningAgreement = (a, b) => {
  if (!a || !b) return unless(a === b, `only ${a ? "A" : "B"} knows of a learning agreement`);
  const rounds = [a.itself.rounds, b.itself.proposals].map((list) => list.map(({ proposalId, outcome }) => `${outcome} ${proposalId}`));
  return [
    ...unless(a.itself.status === b.itself.status, `learning agreement: A says ${a.itself.status}, B says ${b.itself.status}`),
    ...unless(isDeepStrictEqual(b.itself.current.document, a.versions[0].document), "B's picture of the learning agreement differs from what A shows"),
    ...unless(isDeepStrictEqual(rounds[0], rounds[1]), `learning agreement: A had the rounds ${rounds[0]}, B ${rounds[1]}`),
    ...unless(b.itself.answer?.state === "accepted", `learning agreement: B's answer is ${b.itself.answer?.state}`),
  ];
};

const ofOneSide = async (name, { side, nominations, at }, { known, seen }) => {
  const ids = Object.values(known);
  const records = Object.values(seen);
  const las = records.flatMap(({ la }) => (la ? [la] : []));
  const agreementId = seen.mobility.nomination[name === "A" ? "nomination" : "current"];
  const ours = name === "A" ? agreementId.sendingIiaId : agreementId.nomination.receivingIiaId;
  const { items } = await dataOf(side.office.GET(nominations, { params: { path: { heiId: at.heiId }, query: { agreementId: ours, limit: 200 } } }));
  const relied = [
    ...records.flatMap(({ nomination, versions }) => [...nomination.verdicts, ...nomination.stay?.exchangeId === undefined ? [] : [nomination.stay], ...name === "B" ? versions : []]),
    ...las.flatMap(({ itself, versions }) => (name === "B" ? [...versions, itself.answer] : [])),
  ];
  return [
    ...unless(isDeepStrictEqual(items.map(({ id }) => id).sort(), ids.toSorted()), `${name} has the nominations ${items.map(({ id }) => id)} of the agreement, expected ${ids}`),
    ...answersKept(name, side.answered, Object.fromEntries([...records.map(({ nomination }) => nomination), ...las.map(({ itself }) => itself)].map((record) => [recordOf(record), record.revision]))),
    ...name === "B" ? records.flatMap(({ versions }) => versionsInOrder("B, nomination", versions, ({ student, nomination, status }) => [student, nomination, status])) : [],
    ...las.flatMap(({ versions }) => versionsInOrder(`${name}, learning agreement`, versions, ({ document }) => document)),
    ...await evidenceThere(name, side, relied.map((one) => one?.exchangeId)),
  ];
};
