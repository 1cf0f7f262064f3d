import { isPublished, stateOf } from "../../../domain/keys/model.js";
import { type Check, fault, type Finding, ok, skipped, warning } from "../finding.js";

const FIX_ABSENT = "Register the manifest's address with the registry (docs/joining-the-network.md), and see there what it says of the manifest.";

/** The catalogue has to list every institution with the keys that it signs with: partners believe nothing else. */
export const ownKeys: Check = {
  name: "keys in the catalogue",
  run: async ({ store, snapshot, ours }) => {
    if (typeof snapshot === "string") return [fault(snapshot, "Check PASSERELLE_CATALOGUE_URL, the way out through the firewall, and PASSERELLE_EXTRA_CA.")];
    if (ours.length === 0) return [warning("This node serves no institution yet.", "Enter one: `PUT /institutions/{heiId}` of the REST API.")];
    const covered = new Set(snapshot.coveredHeis());
    const findings: Finding[] = ours.filter((heiId) => !covered.has(heiId)).map((heiId) => fault(`The catalogue does not list ${heiId}: no partner can reach it.`, FIX_ABSENT));
    if (typeof store === "string") return [...findings, skipped("Without the database nobody knows which keys to look for.")];
    for (const heiId of ours.filter((one) => covered.has(one))) {
      for (const key of (await store.keys.list(heiId)).filter((each) => each.purpose === "client" && isPublished(each))) {
        const seen = snapshot.clientKey(key.fingerprint)?.heiIds.includes(heiId) ?? false;
        const name = `the client key ${key.fingerprint.slice(0, 16)}… of ${heiId}`;
        if (!seen && stateOf(key) === "in-use") findings.push(fault(`The catalogue does not show ${name}, which signs: every partner refuses its requests.`, "Compare the manifest that partners see with ours (next check); the registry reads it every few minutes."));
        if (!seen && stateOf(key) === "announced") findings.push(ok(`The catalogue does not show ${name} yet; it signs only after that.`));
      }
    }
    return findings.some(({ level }) => level !== "ok") ? findings : [...findings, ok(`The catalogue lists ${ours.length} of our institutions with the keys that sign.`)];
  },
};
