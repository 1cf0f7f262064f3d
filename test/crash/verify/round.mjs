/** What has to be true after a round, whatever was done to the network: asked by REST of both nodes, and of the database where there is a server. */
import { dataOf, GaveUp, waitUntil } from "../dist.mjs";
import { agreementViolations } from "./agreement.mjs";
import { mobilityViolations } from "./mobility.mjs";
import { unless } from "./held-to.mjs";

const SECONDS = 150;
/** Look-ups that are repeated on a schedule anyway; the others follow from the journey. */
const SCHEDULED = /^(pull|sweep|survey)-/;
const ENDED_BADLY = ["stopped", "expired"];
/** A notification, the look that it causes, and what that look announces. */
const PASSES = 3;

/** Throws an Error that says what does not hold. */
export const verifyRound = async (network, { journey, story, ofStudent }, ids) => {
  // What one side delivers while the other is looked at leaves it something to do, and that again: both have to be found at rest.
  for (let pass = 0; pass < PASSES; pass++) await Promise.all([journey.a, journey.b].map(everythingDelivered));
  const violations = [
    ...await (ofStudent ? agreementViolations({ journey: journey.agreement, story: "adopted", ids: ids.agreement }) : agreementViolations({ journey, story, ids })),
    ...ofStudent ? await mobilityViolations({ journey, story, ids }) : [],
    ...(await Promise.all(network.databases.map((url) => nothingHeld(network, url)))).flat(),
  ];
  if (violations.length > 0) throw new Error(violations.join("; "));
};

/** Waits for what is under way; what was given up is a violation at once. */
const everythingDelivered = ({ heiId, office }) => waitUntil(`all deliveries of ${heiId}`, SECONDS, async () => {
  const query = { limit: 200, state: ["waiting", "leased", ...ENDED_BADLY] };
  const { items: found } = await dataOf(office.GET("/institutions/{heiId}/deliveries", { params: { path: { heiId }, query } }));
  const items = found.filter(({ kind }) => !SCHEDULED.test(kind));
  if (items.length === 0) return true;
  const open = items.map(({ kind, objectId, state, dueAt, reason }) => `${kind} ${objectId} is ${state}, due ${dueAt}: ${reason ?? "never tried"}`).join("; ");
  if (items.some(({ state }) => ENDED_BADLY.includes(state))) throw new GaveUp(`${open}; the partner's last refusal: ${await lastRefusal({ heiId, office })}`);
  throw new Error(open);
});

/** In the partner's words, since the network with its logs is gone when somebody looks. */
const lastRefusal = async ({ heiId, office }) => {
  const { items: [last] } = await dataOf(office.GET("/institutions/{heiId}/exchanges", { params: { path: { heiId }, query: { direction: "out", failed: true, limit: 1 } } }));
  if (last === undefined) return "none";
  const { response } = await dataOf(office.GET("/institutions/{heiId}/exchanges/{exchangeId}", { params: { path: { heiId, exchangeId: last.id } } }));
  return `${last.api} ${last.status ?? "no answer"} after ${last.durationMs} ms: ${JSON.stringify(response?.headers)} ${response?.text ?? ""}`;
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
