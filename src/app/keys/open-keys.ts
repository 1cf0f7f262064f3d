import type { Config } from "../../config/settings.js";
import { createHostKeys } from "../../domain/keys/service.js";
import type { Clock } from "../../kernel/ports.js";
import { showsKey } from "../../registry/queries/shows-key.js";
import type { CurrentCatalogue } from "../../ewp/runtime/ports.js";
import type { Store } from "../../store/open.js";
import { HostKeyRing, keyMaker } from "./host-keys.js";
import type { MasterSeal } from "./master-seal.js";

const MINUTE = 60_000;

interface Parts {
  readonly config: Config["keys"];
  readonly store: Store;
  readonly seal: MasterSeal;
  readonly catalogue: CurrentCatalogue;
  readonly clock: Clock;
}

/** The keys of our institutions: in memory for whoever signs, as a service for whoever changes them. */
export const openKeys = ({ config, store, seal, catalogue, clock }: Parts) => {
  const policy = { graceMs: config.graceMinutes * MINUTE, overlapMs: config.overlapHours * 60 * MINUTE };
  const ring = new HostKeyRing(store.keys, seal.sealing, policy.graceMs);
  const commands = createHostKeys({
    store: store.keys, seal: seal.fingerprint, maker: keyMaker(seal.sealing), policy, clock,
    isSeen: (key) => {
      const snapshot = catalogue.current();
      return snapshot && showsKey(snapshot, key);
    },
    changed: (heiId, keys) => ring.use(heiId, keys),
  });
  return {
    ring, policy, commands,
    /** Takes up what other processes did: institutions that came, keys that changed, the master secret. */
    follow: async (): Promise<void> => {
      await seal.check();
      await ring.follow();
      for (const { heiId } of await store.institutions.list()) if (!ring.keysOf(heiId)) await commands.provide(heiId);
    },
  };
};
