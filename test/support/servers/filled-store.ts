/** A store with something of everything, sealed with a master secret, and what is read of it. */
import { evidenceSealing } from "../../../src/app/evidence-sealing.js";
import { HostKeyRing, keyMaker } from "../../../src/app/keys/host-keys.js";
import { openMasterSeal } from "../../../src/app/keys/master-seal.js";
import { createHostKeys } from "../../../src/domain/keys/service.js";
import { heiId, iiaId } from "../../../src/kernel/ids.js";
import { sealingKey } from "../../../src/security/keys/sealing.js";
import { openStore, type Store } from "../../../src/store/open.js";
import { sampleAgreement, samplePartnerCopy, sampleVersion } from "../agreements/sample-agreements.js";
import { keptLog, steeredClock } from "../fixed-ports.js";
import { EVIDENCE_HEI, sampleExchange } from "../sample-exchanges.js";

const RIVE = heiId("rive.example");
const LAC = heiId("lac.example");
const clock = steeredClock();
const AT = clock.now();
/** Something of every place of a byte, and more than a megabyte. */
const FILE = Buffer.from(Array.from({ length: 1_200_000 }, (_, at) => at % 251));
const AGREEMENTS = 40;
const EXCHANGES = 25;

const withStore = async <T>(url: string, secret: string, work: (store: Store, sealing: Awaited<ReturnType<typeof sealingKey>>) => Promise<T>): Promise<T> => {
  const sealing = await sealingKey(secret);
  const store = await openStore({ url, clock, logger: keptLog(), evidenceSeal: evidenceSealing(Promise.resolve(sealing), clock) });
  try {
    return await work(store, sealing);
  } finally {
    await store.close();
  }
};

export const fill = (url: string, secret: string): Promise<void> => withStore(url, secret, async (store, sealing) => {
  await store.migrate();
  const { fingerprint } = await openMasterSeal(sealing, store, clock);
  await createHostKeys({ store: store.keys, seal: fingerprint, maker: keyMaker(sealing), isSeen: () => undefined, policy: { graceMs: 0, overlapMs: 0 }, clock, changed: () => undefined }).provide(RIVE);
  for (let at = 0; at < AGREEMENTS; at++) await fillAgreement(store, `iia-${at}`);
  await store.files.put({ id: "pdf", heiId: RIVE, mediaType: "application/pdf", bytes: FILE, createdAt: AT });
  await store.tokens.add({ id: "t1", name: "crm 'É' \\ {\"}", hash: "h1", scopes: ["agreements:read", "admin"], heiIds: [RIVE], createdAt: AT, expiresAt: new Date("2027-01-01T00:00:00.123Z") });
  await store.idempotency.claim({ key: "k", tokenId: "t1", requestHash: "hash" }, AT, "o1");
  await store.outbox.add(["a", "b", "c"].map((objectId) => ({ kind: "iia-cnr" as const, heiId: RIVE, partnerHeiId: LAC, objectId: iiaId(objectId), dueAt: AT })));
  for (let at = 0; at < EXCHANGES; at++) await store.exchanges.save(sampleExchange(`exchange-${at}`));
});

const fillAgreement = async (store: Store, id: string): Promise<void> => {
  const first = sampleAgreement({ id });
  const copy = samplePartnerCopy({ id: `their-${id}` });
  await store.agreements.decide({ heiId: RIVE, own: iiaId(id) }, () => ({ agreements: [first], changes: [] }));
  await store.agreements.decide({ heiId: RIVE, own: iiaId(id) }, () => ({ agreements: [{ ...first, revision: 2, mine: sampleVersion({ id }, 2) }], partnerCopies: [copy], changes: [] }));
};

/** Everything by the reads of the store; opens the keys and verifies the evidence with the master secret. */
export const readAll = (url: string, secret: string) => withStore(url, secret, async (store, sealing) => {
  await openMasterSeal(sealing, store, clock);
  const ring = new HostKeyRing(store.keys, sealing, 0);
  await ring.follow();
  const findings: string[] = [];
  const verified = await store.evidence.verify({ heads: [], onFinding: ({ where, what }) => findings.push(`${where}: ${what}`) });
  const ids = Array.from({ length: AGREEMENTS }, (_, at) => iiaId(`iia-${at}`));
  const exchanges = await Promise.all(Array.from({ length: EXCHANGES }, (_, at) => store.exchanges.get(EVIDENCE_HEI, `exchange-${at}`)));
  return {
    pending: await store.pendingMigrations(), keyId: ring.keysOf(RIVE)?.client.keyId, published: ring.keysOf(RIVE)?.publishedServerKeys, verified, findings, heads: await store.evidence.heads(),
    // Their order is nobody's promise.
    agreements: [...await store.agreements.sharedWith(RIVE, LAC, ids)].sort((a, b) => (a.id < b.id ? -1 : 1)), index: [...await store.agreements.indexFor(RIVE, LAC, {})].sort(),
    tokens: await store.tokens.list(), outbox: await store.outbox.list(RIVE, {}, { limit: 100 }), exchanges,
    file: Buffer.from((await store.files.get(RIVE, "pdf"))?.bytes ?? []).equals(FILE), keys: await store.keys.list(RIVE),
    claim: await store.idempotency.claim({ key: "k", tokenId: "t1", requestHash: "hash" }, AT, "o2"),
  };
});

/** Writes to every table whose numbers the database gives. */
export const writeOn = (url: string, secret: string): Promise<readonly string[]> => withStore(url, secret, async (store) => {
  await store.outbox.add([{ kind: "iia-cnr", heiId: RIVE, partnerHeiId: LAC, objectId: iiaId("after"), dueAt: AT }]);
  await store.exchanges.save(sampleExchange("after"));
  await fillAgreement(store, "iia-after");
  return (await store.outbox.list(RIVE, {}, { limit: 100 })).items.map(({ id }) => String(id));
});
