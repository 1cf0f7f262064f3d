import type { Validators } from "../fetch/download.js";
import type { FetchCatalogue } from "../fetch/fetch-catalogue.js";
import type { CatalogueFiles, LastGood, LastGoodFacts } from "../last-good.js";
import type { Snapshot } from "../model.js";
import { readTables } from "../parse/tables/tables-file.js";
import { createSnapshot } from "../snapshot.js";
import type { Health } from "./health.js";

export interface HeldCopyParts {
  readonly url: string;
  readonly maxBytes: number;
  readonly lastGood: LastGood;
  readonly fetchCatalogue: FetchCatalogue;
  readonly health: Health;
}

/** The copy in use, and its twin on disk. */
export class HeldCopy {
  snapshot: Snapshot | undefined;
  facts: LastGoodFacts | undefined;

  constructor(private readonly parts: HeldCopyParts) {}

  /** What the registry need not send again. What could not be stored is fetched as a whole, so that it can be. */
  get stored(): LastGoodFacts | undefined {
    return this.parts.health.has("disk") ? undefined : this.facts;
  }

  /** When the registry last confirmed the copy. */
  get confirmedAt(): Date | undefined {
    return this.facts && new Date(this.facts.confirmedAt);
  }

  /** Takes the copy on disk into use, if there is one of this registry. */
  async load(): Promise<void> {
    const { lastGood, url, health } = this.parts;
    const facts = await lastGood.facts();
    if (!facts || facts.url !== url) return;
    try {
      this.snapshot = await this.#fromDisk(facts);
      this.facts = facts;
    } catch (error) {
      health.raise("copy", "The last good catalogue on disk is damaged and was not used.", error);
    }
  }

  /** The registry said at `at` that the copy is still the newest. */
  async confirm(at: Date, validators?: Validators): Promise<void> {
    if (!this.facts) return;
    const facts = { ...this.facts, confirmedAt: at.toISOString(), validators: validators ?? this.facts.validators };
    this.facts = facts;
    await this.#toDisk(() => this.parts.lastGood.write(facts));
  }

  /** Takes what was fetched at `at` into use; `keep` is to follow. */
  async take(files: CatalogueFiles, at: Date, { sha256, validators }: Pick<LastGoodFacts, "sha256" | "validators">): Promise<Snapshot> {
    const parsed = await readTables(files.tables);
    if (!parsed) throw new Error("The tables of the catalogue were damaged on their way.");
    const time = at.toISOString();
    const facts: LastGoodFacts = { url: this.parts.url, sha256, validators, fetchedAt: time, confirmedAt: time };
    const snapshot = createSnapshot(parsed);
    this.snapshot = snapshot;
    this.facts = facts;
    return snapshot;
  }

  /** Makes the files of the copy in use the last good ones. */
  async keep(files: CatalogueFiles): Promise<void> {
    const { facts } = this;
    if (facts) await this.#toDisk(() => this.parts.lastGood.keep(files, facts));
  }

  /** From the tables in a moment; where they are missing or of another version, from the XML, and they are there the next time. */
  async #fromDisk(facts: LastGoodFacts): Promise<Snapshot> {
    const { lastGood, fetchCatalogue, maxBytes } = this.parts;
    const files = lastGood.filesOf(facts);
    const ready = await readTables(files.tables);
    if (ready?.sha256 === facts.sha256) return createSnapshot(ready);
    const fetched = await fetchCatalogue({ files, maxBytes });
    if (fetched.outcome !== "fetched") throw new Error("reason" in fetched ? fetched.reason : "It was not read.");
    if (fetched.sha256 !== facts.sha256) throw new Error(`Its SHA-256 is ${fetched.sha256}, not ${facts.sha256}.`);
    const made = await readTables(files.tables);
    if (!made) throw new Error("Its tables could not be read back.");
    return createSnapshot(made);
  }

  /** A full disk must not keep the node from using what it has learnt. */
  async #toDisk(write: () => Promise<void>): Promise<void> {
    try {
      await write();
      this.parts.health.over("disk");
    } catch (error) {
      this.parts.health.raise("disk", "The catalogue could not be stored; after a restart the node would know less.", error);
    }
  }
}
