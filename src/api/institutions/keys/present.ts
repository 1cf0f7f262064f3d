import { type HostKey, type KeyPolicy, stateOf } from "../../../domain/keys/model.js";
import { nextStep } from "../../../domain/keys/transitions.js";
import { given } from "../../../kernel/given.js";
import { showsKey } from "../../../registry/queries/shows-key.js";
import type { Schema } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

/** Keys as they are shown: where they are in their life and what comes next; never their private part. */
export const presentKeys = (keys: readonly HostKey[], { catalogue, keyPolicy }: Pick<OfficeServices, "catalogue" | "keyPolicy">): readonly Schema<"HostKey">[] => {
  const snapshot = catalogue.current();
  return keys.map((key) => ({
    purpose: key.purpose, fingerprint: key.fingerprint, state: stateOf(key), inCatalogue: snapshot !== undefined && showsKey(snapshot, key), createdAt: key.createdAt.toISOString(),
    ...given({
      seenAt: key.seenAt?.toISOString(), usedAt: key.usedAt?.toISOString(), retiredAt: key.retiredAt?.toISOString(), withdrawnAt: key.withdrawnAt?.toISOString(),
      next: presentNext(key, keys, keyPolicy),
    }),
  }));
};

const presentNext = (key: HostKey, keys: readonly HostKey[], policy: KeyPolicy): Schema<"HostKey">["next"] => {
  const next = nextStep(key, keys, policy);
  return next && { state: next.state, ...given({ at: next.at?.toISOString() }) };
};
