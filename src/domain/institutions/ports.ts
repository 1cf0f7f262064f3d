import type { HeiId } from "../../kernel/ids.js";
import type { Problem } from "../problem.js";
import type { Factsheet, Institution, Ounit, PublishedFactsheet, PublishedInstitution, PublishedOunit } from "./model.js";

/**
 * What this node serves of its own institutions. `put*` saves the next revision: the row must be at `revision - 1`
 * (or absent for revision 1), else `EwpError` 412.
 */
export interface InstitutionStore {
  list(): Promise<readonly Institution[]>;
  get(heiId: HeiId): Promise<Institution | undefined>;
  put(institution: Institution): Promise<void>;
  ounits(heiId: HeiId): Promise<readonly Ounit[]>;
  ounit(heiId: HeiId, id: string): Promise<Ounit | undefined>;
  putOunit(ounit: Ounit): Promise<void>;
  /** Refused with 409 while another unit or an agreement refers to it. */
  removeOunit(heiId: HeiId, id: string): Promise<void>;
  factsheet(heiId: HeiId): Promise<Factsheet | undefined>;
  putFactsheet(factsheet: Factsheet): Promise<void>;
}

/** What partners publish of themselves, asked from one of our institutions. Calls fail with `PartnerFailure`. */
export interface PartnerProfiles {
  institution(heiId: HeiId, partnerHeiId: HeiId): Promise<PublishedInstitution | undefined>;
  /** Those of the units that the partner shows. */
  ounits(heiId: HeiId, partnerHeiId: HeiId, ounitIds: readonly string[]): Promise<readonly PublishedOunit[]>;
  factsheet(heiId: HeiId, partnerHeiId: HeiId): Promise<PublishedFactsheet | undefined>;
  file(heiId: HeiId, partnerHeiId: HeiId, fileId: string): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array }>;
}

/** What the network's schemas refuse in the documents that partners would read: whatever cannot be written is not stored. */
export interface DocumentCheck {
  institution(institution: Institution): readonly Problem[];
  ounit(ounit: Ounit): readonly Problem[];
  factsheet(factsheet: Factsheet): readonly Problem[];
}
