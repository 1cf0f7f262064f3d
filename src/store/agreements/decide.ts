import { sql, type Kysely, type Transaction } from "kysely";
import type { Decision, Found, Scope } from "../../domain/agreements/ports.js";
import type { Clock } from "../../kernel/ports.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";
import { type DecideContext, lockPartnerships, recordChanges } from "../changes/partnership.js";
import { loadFound } from "./load.js";
import { saveDecision } from "./save.js";

/** Load, decide, commit (`AgreementStore.decide`): the state, its history and what others must hear become durable together. */
export const decideInOneCommit = async <D extends Decision>(context: DecideContext, scope: Scope, decide: (found: Found, now: Date) => D): Promise<D> => {
  const { decision, announced } = await refusing(() => context.db.transaction().execute((tx) => decideIn(tx, context.clock, scope, decide)));
  if (announced) context.committed();
  return decision;
};

const decideIn = async <D extends Decision>(tx: Transaction<Tables>, clock: Clock, scope: Scope, decide: (found: Found, now: Date) => D) => {
  const locked = await partnersOf(tx, scope);
  await lockPartnerships(tx, scope.heiId, locked);
  const found = await loadFound(tx, scope);
  const moment = await momentIn(tx, clock, scope, locked);
  const decision = decide(found, moment);
  const partners = new Set((decision.agreements ?? []).map((agreement) => agreement.partnerHeiId));
  const unlocked = [...partners].filter((partner) => !locked.includes(partner));
  await lockPartnerships(tx, scope.heiId, unlocked);
  const changedAt = unlocked.length === 0 ? moment : await momentIn(tx, clock, scope, [...locked, ...unlocked]);
  await saveDecision(tx, decision, changedAt);
  return { decision, announced: await recordChanges(tx, decision.changes, clock) };
};

/** Partners whose locks the decision needs before it may look. A new draft names none yet: they are locked before it is saved. */
const partnersOf = async (tx: Kysely<Tables>, scope: Scope): Promise<readonly string[]> => {
  const own = scope.own && (await tx.selectFrom("agreements").select("partner_hei_id").where("hei_id", "=", scope.heiId).where("id", "=", scope.own).executeTakeFirst());
  return [...new Set([own?.partner_hei_id, scope.theirs?.partnerHeiId].filter((partner) => partner !== undefined))];
};

/**
 * The clock, but never before the last change of these partnerships. Readers of the index wait for the same locks, so who asks
 * with the time of an earlier question finds every change that the earlier answer could not show.
 */
const momentIn = async (tx: Kysely<Tables>, clock: Clock, scope: Scope, partners: readonly string[]): Promise<Date> => {
  const now = clock.now();
  if (partners.length === 0) return now;
  const { rows } = await sql<{ last: Date | null }>`
    select max(last) as last from unnest(${partners}::text[]) as partner,
      lateral (select changed_at as last from agreements where hei_id = ${scope.heiId} and partner_hei_id = partner order by changed_at desc limit 1) latest`.execute(tx);
  const last = rows[0]?.last;
  return last && last > now ? last : now;
};
