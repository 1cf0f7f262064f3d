/** What both kinds of records are held to. Each check gives its violations, none when all is well. */
import { isDeepStrictEqual } from "node:util";
import { dataOf } from "../dist.mjs";

export const unless = (holds, violation) => (holds ? [] : [violation]);

/** A command that was answered was done for good. `present`: id to the revision that it is at now. */
export const answersKept = (name, answered, present) => answered.flatMap(({ command, id, revision }) => [
  ...unless(id in present, `${name} was answered ${command} for ${id}, and knows ${Object.keys(present)}`),
  ...unless(!(revision > present[id]), `${name} was answered ${command} with revision ${revision}, and is at ${present[id]}`),
]);

/** Newest first, none missing; `saying` gives what a version says. */
export const versionsInOrder = (what, list, saying) => [
  ...unless(list.every(({ version }, at) => version === list.length - at), `${what}: versions are ${list.map(({ version }) => version)}`),
  ...unless(list.every((one, at) => at === 0 || !isDeepStrictEqual(saying(one), saying(list[at - 1]))), `${what}: a version stands there twice`),
];

/** What was relied on can be shown. */
export const evidenceThere = async (name, { heiId, office }, exchangeIds) => (await Promise.all([...new Set(exchangeIds)].map(async (exchangeId) => {
  const kept = await dataOf(office.GET("/institutions/{heiId}/exchanges/{exchangeId}", { params: { path: { heiId, exchangeId: exchangeId ?? "none" } } })).catch((error) => error);
  return unless(kept.response !== undefined && kept.summary?.status === 200, `${name} has no evidence of exchange ${exchangeId}: ${kept.message ?? "no answer in it"}`);
}))).flat();
