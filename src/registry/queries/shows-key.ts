import type { Snapshot } from "../model.js";

/** Whether others find this key as one of `heiId`: client keys count only when they speak for it, server keys only at one of its own hosts (PROTOCOL 2.2). */
export const showsKey = (snapshot: Snapshot, { heiId, purpose, fingerprint }: { readonly heiId: string; readonly purpose: "client" | "server"; readonly fingerprint: string }): boolean =>
  purpose === "client"
    ? snapshot.clientKey(fingerprint)?.heiIds.some((covered) => covered === heiId) ?? false
    : snapshot.entriesOf(heiId).some((entry) => snapshot.serverKey(entry, fingerprint) !== undefined);
