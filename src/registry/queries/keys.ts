import type { KeyObject } from "node:crypto";
import { heiId, type HeiId, type Sha256Hex } from "../../kernel/ids.js";
import type { ClientKey, Snapshot } from "../model.js";
import { publicKeyOf } from "../parse/public-keys.js";
import { rowOf } from "../parse/tables/columns.js";
import type { CatalogueRows } from "./rows.js";

/** The look-ups that ask for keys. Key objects are made when first asked for and kept: making one costs more than verifying with it. */
export const keyQueries = (rows: CatalogueRows): Pick<Snapshot, "clientKey" | "clientCertificate" | "serverKey" | "serverKeys" | "clientKeyIds"> => {
  const { keys, certificates, hosts, heis } = rows.tables;
  const publicKeys = new Map<number, KeyObject>();
  const clientKeys = new Map<string, ClientKey>();

  const publicKey = (row: number): KeyObject => {
    const known = publicKeys.get(row);
    if (known) return known;
    const made = publicKeyOf(keys.der.subarray(keys.derStarts[row], keys.derStarts[row + 1]));
    publicKeys.set(row, made);
    return made;
  };
  const isClientKey = (row: number): boolean => rowOf(keys.clientHosts, row).length > 0;
  const coveredBy = (hostRows: Uint32Array): readonly HeiId[] => {
    const covered = new Set(Array.from(hostRows).flatMap((host) => Array.from(rowOf(hosts.heis, host))));
    return Object.freeze([...covered].map((hei) => heiId(rows.text(heis.id[hei] ?? 0))).sort());
  };

  return {
    clientKey: (keyId) => {
      const known = clientKeys.get(keyId);
      if (known) return known;
      const row = rows.rowOf(keys.fingerprint, keyId);
      if (row === undefined || !isClientKey(row)) return undefined;
      const made: ClientKey = Object.freeze({ fingerprint: keyId as Sha256Hex, publicKey: publicKey(row), heiIds: coveredBy(rowOf(keys.clientHosts, row)) });
      clientKeys.set(keyId, made);
      return made;
    },
    clientCertificate: (fingerprint) => {
      const row = rows.rowOf(certificates.fingerprint, fingerprint);
      return row === undefined ? undefined : { fingerprint: fingerprint as Sha256Hex, heiIds: coveredBy(rowOf(certificates.hosts, row)) };
    },
    serverKey: (entry, keyId) => {
      const row = entry.catalogue === rows.sha256 ? rows.rowOf(keys.fingerprint, keyId) : undefined;
      if (row === undefined) return undefined;
      return rowOf(hosts.serverKeys, entry.host).includes(row) ? publicKey(row) : undefined;
    },
    serverKeys: (entry) => (entry.catalogue === rows.sha256 ? Array.from(rowOf(hosts.serverKeys, entry.host), publicKey) : []),
    *clientKeyIds() {
      for (const [row, fingerprint] of keys.fingerprint.entries()) if (isClientKey(row)) yield rows.text(fingerprint) as Sha256Hex;
    },
  };
};
