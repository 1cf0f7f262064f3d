import { statfs } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import type { Config } from "../../config/settings.js";
import type { HeiId } from "../../kernel/ids.js";
import { given } from "../../kernel/given.js";
import { createCatalogue } from "../../registry/refresh.js";
import { fetchInChild } from "../../registry/fetch/in-child.js";
import type { Snapshot } from "../../registry/model.js";
import type { Store } from "../../store/open.js";
import { openNodeStore } from "../store.js";
import type { System } from "../system.js";
import { reasonOf } from "./reason.js";

/** Bytes of a file system. */
export interface Space {
  readonly free: number;
  readonly total: number;
}

/** All that the checks look at. What could not be had is a sentence that says why. */
export interface Circumstances {
  readonly config: Config;
  readonly system: System;
  /** PEM certificates that this node trusts. */
  readonly authorities: readonly string[];
  readonly store: Store | string;
  readonly snapshot: Snapshot | string;
  /** Institutions that this node serves: those of the database, else those that the catalogue lists at our address. */
  readonly ours: readonly HeiId[];
  space(directory: string): Promise<Space>;
}

/** The catalogue is asked anew, into a directory of its own: the node's copy may be old. */
const CATALOGUE_PROCESS = new URL("../../registry/fetch/child.js", import.meta.url);

/** Gathers what is to be looked at, looks with `work`, and lets go of everything. Changes nothing: no migration, no key. */
export const underCircumstances = async <T>(config: Config, system: System, work: (circumstances: Circumstances) => Promise<T>): Promise<T> => {
  const extraCa = config.outgoing.extraCa === undefined ? undefined : readFileSync(config.outgoing.extraCa, "utf8");
  const store = await openExisting(config, system);
  const snapshot = await freshSnapshot(config, system, extraCa);
  try {
    const circumstances = { config, system, authorities: [...rootCertificates, ...(extraCa === undefined ? [] : [extraCa])], store, snapshot, space };
    return await work({ ...circumstances, ours: await oursBy(circumstances) });
  } finally {
    if (typeof store !== "string") await store.close();
  }
};

/** Opening an embedded database that is not there would make it. */
const openExisting = async (config: Config, system: System): Promise<Store | string> => {
  const directory = /^pglite:(?!memory$)(.*)/s.exec(config.store.databaseUrl)?.[1];
  if (directory !== undefined && !existsSync(directory)) return `There is no database in ${directory} yet.`;
  return openNodeStore(config, system, { patienceMs: 5_000 }).catch((error: unknown) => `The database could not be opened: ${reasonOf(error)}`);
};

const freshSnapshot = async ({ catalogue, store }: Config, system: System, extraCa: string | undefined): Promise<Snapshot | string> => {
  const copy = createCatalogue(
    { url: catalogue.url, directory: join(store.dataDir, "catalogue-doctor"), maxBytes: catalogue.maxBytes, ...given({ extraCa }) },
    { clock: system.clock, logger: system.logger, fetchCatalogue: fetchInChild(CATALOGUE_PROCESS) },
  );
  const report = await copy.refresh();
  const snapshot = copy.current();
  await copy.close();
  if (report.outcome === "failed" || report.outcome === "refused") return `The registry's catalogue could not be read: ${report.reason}`;
  return snapshot ?? "There is no catalogue.";
};

const oursBy = async ({ config, store, snapshot }: Pick<Circumstances, "config" | "store" | "snapshot">): Promise<readonly HeiId[]> => {
  if (typeof store !== "string" && (await store.pendingMigrations()).length === 0) return (await store.institutions.list()).map(({ heiId }) => heiId);
  if (typeof snapshot === "string") return [];
  const begins = `${config.network.publicUrl}/`;
  return snapshot.coveredHeis().filter((heiId) => snapshot.entriesOf(heiId).some(({ urls }) => Object.values(urls).some((url) => url.startsWith(begins))));
};

const space = async (directory: string): Promise<Space> => {
  const { bavail, blocks, bsize } = await statfs(directory);
  return { free: bavail * bsize, total: blocks * bsize };
};
