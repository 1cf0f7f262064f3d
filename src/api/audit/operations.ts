import { mayActFor, type Caller, scopesEverywhere, scopesFor } from "../../domain/access/caller.js";
import type { ChainedEntry } from "../../domain/audit/model.js";
import { given } from "../../kernel/given.js";
import { heiId, type HeiId } from "../../kernel/ids.js";
import { noSuchInstitution } from "../door/authorize.js";
import { pageRequest, presentPage } from "../lists/page.js";
import type { Operations, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";

/** The audit log for administrators: of their institutions; whoever administers all sees also what concerns none. */
export const auditOperations = ({ audit }: Pick<OfficeServices, "audit">): Pick<Operations, "listAudit" | "verifyAudit"> => ({
  listAudit: async ({ query, caller }) => {
    const { heiId: hei, callerId, operation, object, since, until } = query;
    const filter = given({ heiIds: institutionsFor(caller, hei === undefined ? undefined : heiId(hei)), callerId, operation, object, since: dateOf(since), until: dateOf(until) });
    return { status: 200, body: presentPage(await audit.list(filter, pageRequest(query)), presentEntry) };
  },
  verifyAudit: async () => ({ status: 200, body: await audit.verify() }),
});

/** Undefined stands for everything. Throws 404 for an institution that the caller does not administer. */
const institutionsFor = (caller: Caller, wanted: HeiId | undefined): readonly HeiId[] | undefined => {
  if (wanted !== undefined) {
    if (!mayActFor(caller, wanted) || !scopesFor(caller, wanted).includes("admin")) throw noSuchInstitution(wanted);
    return [wanted];
  }
  if (scopesEverywhere(caller).includes("admin")) return undefined;
  return caller.access.flatMap(({ scopes, heiIds = [] }) => (scopes.includes("admin") ? heiIds : []));
};

const dateOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

const presentEntry = ({ number, at, hash, previous: _previous, ...entry }: ChainedEntry): Schema<"AuditEntry"> =>
  ({ number, at: at.toISOString(), hash: hash.toString("hex"), ...entry });
