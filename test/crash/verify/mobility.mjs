/** What both nodes have to show of a student's mobility after a round. */
import { isDeepStrictEqual } from "node:util";
import { dataOf } from "../dist.mjs";
import { recordOf } from "../noted.mjs";
import { eventFaults } from "./events.mjs";
import { answersKept, evidenceThere, unless, versionsInOrder } from "./held-to.mjs";

export const mobilityViolations = async ({ journey: { a, b }, story, ids }) => {
  const sides = { A: { side: a, ...ROUTES.sending, at: { heiId: a.heiId, partnerHeiId: b.heiId } }, B: { side: b, ...ROUTES.receiving, at: { heiId: b.heiId, partnerHeiId: a.heiId } } };
  const known = { mistaken: ids.mistaken, mobility: ids.mobility };
  const seen = Object.fromEntries(await Promise.all(Object.entries(sides).map(async ([name, side]) => [name, await lookAt(side, known)])));
  return [
    ...Object.keys(known).flatMap((which) => [...sameNomination(which, seen.A[which], seen.B[which]), ...Object.keys(sides).flatMap((name) => eventFaults(`${story}, ${which}`, name, seen[name][which].timeline))]),
    ...sameLearningAgreement(seen.A.mobility.la, seen.B.mobility.la), ...sameTranscript(seen.A.mobility.transcript, seen.B.mobility.transcript),
    ...(await Promise.all(Object.entries(sides).map(([name, side]) => ofOneSide(name, side, { known, seen: seen[name] })))).flat(),
  ];
};

/** Where each side's records are. */
const ROUTES = {
  sending: { nominations: "/institutions/{heiId}/outgoing-nominations", nomination: "/institutions/{heiId}/outgoing-nominations/{omobilityId}", la: "/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}", transcript: "/institutions/{heiId}/incoming-transcripts/{partnerHeiId}/{omobilityId}" },
  receiving: { nominations: "/institutions/{heiId}/incoming-nominations", nomination: "/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}", la: "/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}", transcript: "/institutions/{heiId}/outgoing-transcripts/{partnerHeiId}/{omobilityId}" },
};

/** All that one side shows of both ids. */
const lookAt = async (where, known) => Object.fromEntries(await Promise.all(Object.entries(known).map(async ([which, omobilityId]) => [which, await look(where, omobilityId)])));

const look = async ({ side: { office }, nomination, la, transcript, at }, omobilityId) => {
  const params = { path: { ...at, omobilityId } };
  const get = (path) => dataOf(office.GET(path, { params }));
  const unlessNone = (looking) => looking.catch((error) => { if (error.status !== 404) throw error; });
  const withVersions = async (path) => {
    const [itself, versions] = await Promise.all([get(path), get(`${path}/versions`)]);
    return { itself, versions: versions.items };
  };
  const [{ itself, versions }, { items: timeline }, agreement, records] = await Promise.all([
    withVersions(nomination), get(`${nomination}/timeline`), unlessNone(withVersions(la)), unlessNone(withVersions(transcript)),
  ]);
  return { nomination: itself, versions, timeline, la: agreement, transcript: records };
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

/** Apart from the PDF, which is an attachment only where it was received. */
const content = ({ transcript: { reports, ...rest } }) => ({ ...rest, reports: reports.map((report) => ({ ...report, attachments: [] })) });

const sameTranscript = (a, b) => {
  if (!a || !b) return unless(a === b, `only ${a ? "A" : "B"} knows of a transcript`);
  return [
    ...unless(b.itself.isSent && a.itself.current.version === b.itself.version, `transcript: B has issued ${b.itself.version} versions, A has ${a.itself.current.version}`),
    ...unless(isDeepStrictEqual(a.versions.map(content), b.versions.map(content)), `A's picture of the transcript differs from what B has issued: ${JSON.stringify([a.versions, b.versions].map((list) => list.map(content)))}`),
  ];
};

const ofOneSide = async (name, { side, nominations, at }, { known, seen }) => {
  const ids = Object.values(known);
  const records = Object.values(seen);
  const las = records.flatMap(({ la }) => la ?? []);
  const transcripts = records.flatMap(({ transcript }) => transcript ?? []);
  const agreementId = seen.mobility.nomination[name === "A" ? "nomination" : "current"];
  const ours = name === "A" ? agreementId.sendingIiaId : agreementId.nomination.receivingIiaId;
  const { items } = await dataOf(side.office.GET(nominations, { params: { path: { heiId: at.heiId }, query: { agreementId: ours, limit: 200 } } }));
  const relied = [
    ...records.flatMap(({ nomination, versions }) => [...nomination.verdicts, ...nomination.stay?.exchangeId === undefined ? [] : [nomination.stay], ...name === "B" ? versions : []]),
    ...las.flatMap(({ itself, versions }) => (name === "B" ? [...versions, itself.answer] : [])),
    ...name === "A" ? transcripts.flatMap(({ versions }) => versions) : [],
  ];
  return [
    ...unless(isDeepStrictEqual(items.map(({ id }) => id).sort(), ids.toSorted()), `${name} has the nominations ${items.map(({ id }) => id)} of the agreement, expected ${ids}`),
    ...answersKept(name, side.answered, Object.fromEntries([...records.map(({ nomination }) => nomination), ...[...las, ...transcripts].map(({ itself }) => itself)].map((record) => [recordOf(record), record.revision]))),
    ...name === "B" ? records.flatMap(({ versions }) => versionsInOrder("B, nomination", versions, ({ student, nomination, status }) => [student, nomination, status])) : [],
    ...las.flatMap(({ versions }) => versionsInOrder(`${name}, learning agreement`, versions, ({ document }) => document)),
    ...transcripts.flatMap(({ versions }) => versionsInOrder(`${name}, transcript`, versions, content)),
    ...await evidenceThere(name, side, relied.map((one) => one?.exchangeId)),
  ];
};
