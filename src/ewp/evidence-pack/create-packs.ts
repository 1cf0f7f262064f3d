import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { CONTENT_NAMES } from "../../domain/evidence/content.js";
import type { ChainedExchange, PackSource } from "../../domain/evidence/pack-ports.js";
import type { AgreementPair } from "../../domain/agreements/model.js";
import type { ExchangeStore } from "../../domain/exchanges/ports.js";
import { given } from "../../kernel/given.js";
import type { HeiId, IiaId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import { parseSignatureParameters } from "../../security/http-signature/parameters.js";
import { signatureCredentials } from "../../security/http-signature/request-head.js";
import { idConcerned } from "./concerns.js";
import { statementsOf } from "./statements.js";
import { type PackedFile, tarGz } from "./tar.js";

interface PackParts {
  readonly source: PackSource;
  readonly exchanges: Pick<ExchangeStore, "flush">;
  readonly agreements: { get(heiId: HeiId, id: IiaId): Promise<AgreementPair> };
  readonly clock: Clock;
}

/** Beyond this the newest are left out, unless the agreement refers to them; the manifest says so. */
const MOST_EXCHANGES = 10_000;

/** Packs all that proves one agreement; refuses with 404 what is not there. The archive verifies by itself: `node verify.mjs`. */
export const evidencePacks = ({ source, exchanges, agreements, clock }: PackParts) => async (heiId: HeiId, id: IiaId): Promise<Buffer> => {
  const pair = await agreements.get(heiId, id);
  await exchanges.flush();
  const { found, leftOut } = await concerning(source, pair);
  const files = [
    { name: "README.txt", bytes: Buffer.from(readme(pair)) },
    { name: "verify.mjs", bytes: readFileSync(new URL("./verify.mjs", import.meta.url)) },
    json("manifest.json", manifest(pair, found, { leftOut, at: clock.now() })),
    json("keys.json", { keys: await keys(source, found) }),
    json("chain.json", { chains: await source.paths(found) }),
    ...found.map(exchangeFile),
    ...bodies(found),
  ];
  return tarGz([...files, sums(files)], clock.now());
};

const concerning = async (source: PackSource, { agreement, theirs }: AgreementPair) => {
  const copies = { iiaId: agreement.id, partnerIiaId: agreement.partnerIiaId ?? theirs?.iiaId };
  const proofs = exchangesNamed(agreement);
  const found: ChainedExchange[] = [];
  let leftOut = 0;
  for await (const one of source.between(agreement.heiId, agreement.partnerHeiId)) {
    if (idConcerned(one.exchange, copies) === undefined) continue;
    if (found.length < MOST_EXCHANGES || proofs.has(one.exchange.id)) found.push(one);
    else leftOut += 1;
  }
  return { found, leftOut };
};

const exchangesNamed = ({ approvalByUs, approvalByPartner, inForce }: AgreementPair["agreement"]): ReadonlySet<string> =>
  new Set([approvalByUs, approvalByPartner, inForce?.theirs, inForce?.approvalByUs, inForce?.approvalByPartner].flatMap((named) => named?.exchangeId ?? []));

const json = (name: string, value: unknown): PackedFile => ({ name, bytes: Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`) });

const manifest = ({ agreement, theirs }: AgreementPair, found: readonly ChainedExchange[], { leftOut, at }: { readonly leftOut: number; readonly at: Date }) => {
  const { heiId, id: iiaId, partnerHeiId, inForce } = agreement;
  const partnerIiaId = agreement.partnerIiaId ?? theirs?.iiaId;
  const statements = statementsOf(found.map(({ exchange }) => exchange), { iiaId, partnerIiaId });
  const said = (kind: string, by: string, hashed: string): boolean => statements.some((one) => one.kind === kind && one.by === by && one.hash === hashed);
  const hashes = inForce && { ours: inForce.mine.hash as string, theirs: inForce.theirs.hash as string };
  const missing = hashes ? [
    ...(said("served", heiId, hashes.ours) ? [] : [`that ${heiId} served its copy with hash ${hashes.ours}`]),
    ...(said("served", partnerHeiId, hashes.theirs) ? [] : [`that ${partnerHeiId} served its copy with hash ${hashes.theirs}`]),
    ...(said("approved", partnerHeiId, hashes.ours) ? [] : [`that ${partnerHeiId} approved ${hashes.ours}`]),
    ...(said("approved", heiId, hashes.theirs) ? [] : [`that ${heiId} told ${partnerHeiId} of its approval of ${hashes.theirs}`]),
  ] : [];
  return {
    format: "passerelle evidence pack 1", at: at.toISOString(), heiId, iiaId, partnerHeiId, ...given({ partnerIiaId }),
    ...(hashes && missing.length === 0 && { inForce: hashes }),
    statements, gaps: [...missing, ...(leftOut > 0 ? [`${leftOut} further exchanges`] : [])],
  };
};

const exchangeFile = ({ exchange, fields, chain, height, place }: ChainedExchange, at: number): PackedFile =>
  json(`exchanges/${String(at + 1).padStart(5, "0")}-${exchange.id.replace(/[^0-9A-Za-z-]/g, "")}.json`, {
    chain, height, place, content: Object.fromEntries(CONTENT_NAMES.map((name, field) => [name, fields[field] ?? null])),
  });

const bodies = (found: readonly ChainedExchange[]): readonly PackedFile[] => {
  const all = found.flatMap(({ exchange: { requestBody, responseBody = new Uint8Array() } }) => [requestBody, responseBody]).filter(({ length }) => length > 0);
  return [...new Map(all.map((bytes) => [hash("sha256", bytes), bytes]))].map(([digest, bytes]) => ({ name: `bodies/${digest}`, bytes }));
};

/** Every key that some signature names, and for whom the catalogue listed it then. */
const keys = async (source: PackSource, found: readonly ChainedExchange[]) => {
  const owners = new Map<string, string | undefined>();
  for (const { exchange: { direction, heiId, partnerHeiId, requestHeaders, responseHeaders = {} } } of found) {
    const [asking, answering] = direction === "in" ? [partnerHeiId, heiId] : [heiId, partnerHeiId];
    for (const [text, owner] of [[signatureCredentials(requestHeaders), asking], [responseHeaders["signature"], answering]] as const) {
      const keyId = keyIdIn(text);
      if (keyId !== undefined) owners.set(keyId, owner);
    }
  }
  const known = await source.signingKeys([...owners.keys()]);
  return [...known].map(([fingerprint, spki]) => ({ fingerprint, heiId: owners.get(fingerprint), spki: Buffer.from(spki).toString("base64") }));
};

const keyIdIn = (text: string | undefined): string | undefined => {
  try {
    return text === undefined ? undefined : parseSignatureParameters(text, Error).keyId;
  } catch {
    return undefined; // Malformed, and refused at the time.
  }
};

/** In the form of the program sha256sum. */
const sums = (files: readonly PackedFile[]): PackedFile =>
  ({ name: "SHA256SUMS", bytes: Buffer.from(files.map(({ name, bytes }) => `${hash("sha256", bytes)}  ${name}\n`).join("")) });

const readme = ({ agreement: { heiId, id, partnerHeiId } }: AgreementPair): string => `Evidence of the agreement ${id} of ${heiId} with ${partnerHeiId}

  node verify.mjs      checks everything in this folder, offline, and says what is proven (Node.js 20 or newer)
  sha256sum -c SHA256SUMS

manifest.json    what was said by whom and when, and the exchange that proves it
exchanges/       requests and answers as they travelled: URL, headers, SHA-256 of the bodies
bodies/          bodies byte for byte, named by their SHA-256
keys.json        public keys of the signatures, and whose they were in the network's catalogue
chain.json       the blocks in which the exchanges stand, and the way from the end of their chain down to them

What proves a statement to others is the signature of the institution that made it. The chain shows that the node which made this pack
has not changed or inserted anything since: compare the heads in chain.json with heads that were kept elsewhere. Whose the keys are
cannot be proven by this pack: ask their owners or the registry.
`;
