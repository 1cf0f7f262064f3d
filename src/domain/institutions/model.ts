import type { HeiId } from "../../kernel/ids.js";
import type { LangText } from "../../kernel/lang-text.js";
import type { Address, Contact, LangUrl, PhoneNumber } from "../contact.js";

/** Another identifier of an institution, e.g. type `erasmus`, value `PL WARSZAW01` (PROTOCOL 2.1). */
export interface OtherId {
  readonly type: string;
  readonly value: string;
}

/** An institution that this node serves: one manifest, one set of keys, own URLs. */
export interface Institution {
  readonly heiId: HeiId;
  readonly revision: number;
  /** At least one. */
  readonly names: readonly LangText[];
  readonly otherIds: readonly OtherId[];
  readonly abbreviation?: string;
  readonly streetAddress?: Address;
  readonly mailingAddress?: Address;
  readonly websiteUrls: readonly LangUrl[];
  readonly logoUrl?: string;
  readonly factsheetUrls: readonly LangUrl[];
  readonly courseCatalogueUrls: readonly LangUrl[];
  readonly contacts: readonly Contact[];
  /** Only when the units form a tree. */
  readonly rootOunitId?: string;
  /** For the manifest; a company alias, never a person's address (PROTOCOL 2.1). At least one. */
  readonly adminEmails: readonly string[];
  readonly changedAt: Date;
}

/** An organisational unit. `id` is immutable; `code` is for people and unique per institution. */
export interface Ounit {
  readonly heiId: HeiId;
  readonly id: string;
  readonly revision: number;
  readonly code: string;
  readonly names: readonly LangText[];
  readonly abbreviation?: string;
  readonly parentId?: string;
  readonly streetAddress?: Address;
  readonly mailingAddress?: Address;
  readonly websiteUrls: readonly LangUrl[];
  readonly logoUrl?: string;
  readonly factsheetUrls: readonly LangUrl[];
  readonly contacts: readonly Contact[];
  readonly changedAt: Date;
}

export interface InformationEntry {
  readonly email: string;
  readonly phoneNumber: PhoneNumber;
  /** At least one. */
  readonly websiteUrls: readonly LangUrl[];
}

/** Deadlines of both terms as `--MM-DD`. */
export interface TermDeadlines {
  readonly autumnTerm: string;
  readonly springTerm: string;
}

/** What an exchange student has to know (PROTOCOL 5.5). */
export interface Factsheet {
  readonly heiId: HeiId;
  readonly revision: number;
  readonly studentNominations: TermDeadlines;
  readonly studentApplications: TermDeadlines;
  readonly applicationInfo: InformationEntry;
  readonly additionalRequirements: readonly { readonly name: string; readonly details: string; readonly informationWebsites: readonly LangUrl[] }[];
  readonly decisionWeeksLimit: number;
  readonly torWeeksLimit: number;
  readonly accessibility: readonly { readonly type: "infrastructure" | "service"; readonly name: string; readonly description?: string; readonly information: InformationEntry }[];
  readonly housingInfo: InformationEntry;
  readonly visaInfo: InformationEntry;
  readonly insuranceInfo: InformationEntry;
  readonly additionalInfo: readonly { readonly type: string; readonly info: InformationEntry }[];
  readonly changedAt: Date;
}

/** What a partner publishes of itself: the same facts as ours, without what only the owner keeps. */
export type PublishedInstitution = Omit<Institution, "revision" | "adminEmails" | "changedAt"> & { readonly ounitIds: readonly string[] };
export type PublishedOunit = Omit<Ounit, "revision" | "changedAt">;
export type PublishedFactsheet = Omit<Factsheet, "revision" | "changedAt">;
