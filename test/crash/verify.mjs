/** What has to be true after a round, whatever was done to the network: asked by REST of both nodes, and of the database where there is a server. */
import { isDeepStrictEqual } from "node:util";
import { dataOf, GaveUp, waitUntil } from "./dist.mjs";
import { eventFaults } from "./events.mjs";

const SECONDS = 150;
/** What follows from the journey; other look-ups are repeated on a schedule anyway. */
const KINDS = ["iia-cnr", "iia-approval-cnr", "refresh-iia", "refresh-iia-approval"];
const ENDED_BADLY = ["stopped", "expired"];

/** Throws an Error that says what does not hold. */
export const verifyRound = async (network, { journey: { a, b, termsOfA, key }, story }, ids) => {
  const sides = [
    { name: "A", side: a, id: ids.a, partner: b.heiId, code: termsOfA.owner.iiaCode },
    { name: "B", side: b, id: ids.b, partner: a.heiId, code: `B-${key}` },
  ];
  // What one side delivers while the other is looked at leaves it something to do, and that again: both have to be found at rest.
  for (let pass = 0; pass < PASSES; pass++) await Promise.all(sides.map(everythingDelivered));
  const seen = await Promise.all(sides.map(look));
  const violations = [
    ...sameState(seen), ...seen.flatMap((one) => [...answersKept(one), ...versionsInOrder(one), ...eventFaults(story, one.name, one.timeline), ...onlyOne(one)]),
    ...(await Promise.all(seen.map(evidenceThere))).flat(), ...(await Promise.all(network.databases.map((url) => nothingHeld(network, url)))).flat(),
  ];
  if (violations.length > 0) throw new Error(violations.join("; "));
};

/** A notification, the look that it causes, and what that look announces. */
const PASSES = 3;

/** Waits for what is under way; what was given up is a violation at once. */
const everythingDelivered = ({ name, side }) => waitUntil(`all deliveries of ${name}`, SECONDS, async () => {
  const query = { limit: 200, state: ["waiting", "leased", ...ENDED_BADLY], kind: KINDS };
  const { items } = await dataOf(side.office.GET("/institutions/{heiId}/deliveries", { params: { path: { heiId: side.heiId }, query } }));
  const { length: ended } = items.filter(({ state }) => ENDED_BADLY.includes(state));
  if (items.length > 0) throw new (ended > 0 ? GaveUp : Error)(items.map(({ kind, objectId, state, dueAt, reason }) => `${kind} ${objectId} is ${state}, due ${dueAt}: ${reason ?? "never tried"}`).join("; "));
  return true;
});

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

const unless = (holds, violation) => (holds ? [] : [violation]);

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

/** A command that was answered was done for good. */
const answersKept = ({ name, side, id, agreement }) => side.answered.flatMap(({ command, id: answeredId, revision }) => [
  ...unless(answeredId === id, `${name} was answered ${command} for ${answeredId}, and the agreement is ${id}`),
  ...unless(revision <= agreement.revision, `${name} was answered ${command} with revision ${revision}, and is at ${agreement.revision}`),
]);

const versionsInOrder = ({ name, versions }) => Object.entries(versions).flatMap(([whose, list]) => [
  ...unless(list.every(({ version }, at) => version === list.length - at), `${name}: versions of "${whose}" are ${list.map(({ version }) => version)}`),
  ...unless(list.every(({ copy }, at) => at === 0 || !isDeepStrictEqual(copy, list[at - 1].copy)), `${name}: a version of "${whose}" stands there twice`),
]);

const onlyOne = ({ name, code, found, id, incoming }) => [
  ...unless(found.length === 1 && found[0].id === id, `${name} has ${found.length} agreements with code ${code}`),
  ...unless(incoming.length === 0, `${name} has ${incoming.length} copies that wait to be linked`),
];

/** What was relied on can be shown: each version of the partner's copy, and both approvals. */
const evidenceThere = async ({ name, side, versions, agreement }) => {
  const relied = [...versions.theirs, agreement.approvalByUs, agreement.approvalByPartner].map((one) => one?.exchangeId);
  return (await Promise.all(relied.map(async (exchangeId) => {
    const kept = await dataOf(side.office.GET("/institutions/{heiId}/exchanges/{exchangeId}", { params: { path: { heiId: side.heiId, exchangeId: exchangeId ?? "none" } } })).catch((error) => error);
    return unless(kept.response !== undefined && kept.summary?.status === 200, `${name} has no evidence of exchange ${exchangeId}: ${kept.message ?? "no answer in it"}`);
  }))).flat();
};

/** Nothing that a dead process held is held still. */
const HELD = {
  "advisory locks of nobody": "select count(*)::int as n from pg_locks l left join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database()) and (a.pid is null or a.state_change < now() - interval '5 s')",
  "transactions left open": "select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and state_change < now() - interval '5 s'",
  "claims of Idempotency-Keys": "select count(*)::int as n from idempotency where status is null",
  "equal deliveries that wait": "select count(*)::int as n from (select 1 from outbox where state = 'waiting' group by hei_id, partner_hei_id, kind, object_id having count(*) > 1) d",
};
const nothingHeld = async ({ sql }, url) => (await Promise.all(Object.entries(HELD).map(async ([what, query]) => {
  const [{ n }] = await sql(url, query);
  return unless(n === 0, `${n} ${what} in ${new URL(url).pathname}`);
}))).flat();
