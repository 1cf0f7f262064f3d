import { type Caller, scopesFor } from "../../domain/access/caller.js";
import type { ChangeKind } from "../../domain/changes.js";
import { kindsFor } from "../../domain/feed/objects.js";
import { forbidden } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";

const READS = ["agreements:read", "mobilities:read"];

/**
 * What the caller may hear of, of what it wants. Throws 403 when it may hear of nothing at all. An entry does not tell the unit of its
 * object, so access to some units only opens nothing here.
 */
export const audibleKinds = (caller: Caller, heiId: HeiId, wanted: readonly ChangeKind[] | undefined): readonly ChangeKind[] => {
  const allowed = kindsFor(scopesFor({ access: caller.access.filter(({ unitIds }) => unitIds === undefined) }, heiId));
  const who = caller.kind === "person" ? "Your account" : `The token ${JSON.stringify(caller.name)}`;
  if (allowed.length === 0) throw forbidden(`${who} misses the scope ${READS.join(" or ")} for the whole institution.`, { code: "missing-scope", details: { missing: READS } });
  return wanted === undefined ? allowed : allowed.filter((kind) => wanted.includes(kind));
};
