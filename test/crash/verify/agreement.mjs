/** What both nodes have to show of an agreement after a round. */
import { isDeepStrictEqual } from "node:util";
import { dataOf } from "../dist.mjs";
import { eventFaults } from "./events.mjs";
import { answersKept, evidenceThere, unless, versionsInOrder } from "./held-to.mjs";

export const agreementViolations = async ({ journey: { a, b, termsOfA, key }, story, ids }) => {
  const seen = await Promise.all([
    { name: "A", side: a, id: ids.a, partner: b.heiId, code: termsOfA.owner.iiaCode },
    { name: "B", side: b, id: ids.b, partner: a.heiId, code: `B-${key}` },
  ].map(look));
  return [
    ...sameState(seen), ...seen.flatMap((one) => [...kept(one), ...inOrder(one), ...eventFaults(story, one.name, one.timeline), ...onlyOne(one)]),
    ...(await Promise.all(seen.map(evidence))).flat(),
  ];
};

/** All that one side shows of the agreement. */
const look = async (one) => {
  const { side, code, id, partner } = one;
  const params = { path: { heiId: side.heiId, agreementId: id } };
  const [agreement, versions, { items: timeline }, { items: found }, { items: incoming }] = await Promise.all([
    side.get(id),
    dataOf(side.office.GET("/institutions/{heiId}/agreements/{agreementId}/versions", { params })),
    dataOf(side.office.GET("/institutions/{heiId}/agreements/{agreementId}/timeline", { params })),
    dataOf(side.office.GET("/institutions/{heiId}/agreements", { params: { path: { heiId: side.heiId }, query: { q: code, limit: 200 } } })),
    dataOf(side.office.GET("/institutions/{heiId}/incoming", { params: { path: { heiId: side.heiId }, query: { partner, limit: 200 } } })),
  ]);
  return { ...one, agreement, versions, timeline, found: found.filter(({ iiaCode }) => iiaCode === code), incoming };
};

/** Each side's picture of the other's copy and approval is the other's own. */
const sameState = ([a, b]) => [[a, b], [b, a]].flatMap(([one, other]) => {
  const [mine, theirs] = [other.agreement.mine, one.agreement.theirs?.current];
  const [given, known] = [other.agreement.approvalByUs, one.agreement.approvalByPartner];
  return [
    ...unless(theirs?.hash === mine.hash && theirs?.declaredHash === mine.hash, `${one.name} has ${theirs?.hash} as ${other.name}'s copy, which is ${mine.hash}`),
    ...unless(isDeepStrictEqual(theirs?.copy, mine.copy), `${one.name}'s picture of ${other.name}'s copy differs from it`),
    ...unless(given?.hash === known?.hash && given?.hash === one.agreement.mine.hash, `${other.name} approved ${given?.hash}, ${one.name} knows of ${known?.hash} and serves ${one.agreement.mine.hash}`),
    ...unless(one.agreement.status === other.agreement.status, `${one.name} says ${one.agreement.status}, ${other.name} says ${other.agreement.status}`),
  ];
});

const kept = ({ name, side, id, agreement }) => answersKept(name, side.answered, { [id]: agreement.revision });
const inOrder = ({ name, versions }) => Object.entries(versions).flatMap(([whose, list]) => versionsInOrder(`${name}, ${whose}`, list, ({ copy }) => copy));

const onlyOne = ({ name, code, found, id, incoming }) => [
  ...unless(found.length === 1 && found[0].id === id, `${name} has ${found.length} agreements with code ${code}`),
  ...unless(incoming.length === 0, `${name} has ${incoming.length} copies that wait to be linked`),
];

/** Of each version of the partner's copy, and of both approvals. */
const evidence = ({ name, side, versions, agreement }) =>
  evidenceThere(name, side, [...versions.theirs, agreement.approvalByUs, agreement.approvalByPartner].map((one) => one?.exchangeId));
