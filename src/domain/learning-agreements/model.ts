/** Learning agreements as both sides know them (PROTOCOL 5.17, 6.5). They are created and changed at the sending institution only. */
import type { HeiId, OmobilityId } from "../../kernel/ids.js";

export const MOBILITY_TYPES = ["semester", "blended", "doctoral"] as const;
export type MobilityType = (typeof MOBILITY_TYPES)[number];

/** The tables of the official template in document order: A, B, C, and those of the two short mobilities. */
export const TABLES = ["studied", "recognized", "virtual", "blended", "doctoral"] as const;
export type Table = (typeof TABLES)[number];

export interface Credit {
  /** `ects`, or a scheme of the institution's own. */
  readonly scheme: string;
  /** A decimal in its exact lexical form. */
  readonly value: string;
}

export const DELETION_REASONS = ["not-available", "language-mismatch", "timetable-conflict"] as const;
export const INSERTION_REASONS = ["substituting-deleted", "extending-mobility", "adding-virtual-component"] as const;
export type ReasonCode = (typeof DELETION_REASONS)[number] | (typeof INSERTION_REASONS)[number];

/** Why a component is, or is no longer, part of the agreement. Codes that nobody knows count as none. */
export interface Reason {
  readonly code?: ReasonCode;
  readonly text?: string;
}

/** What makes an entry of a table a change to the first version. */
export interface ComponentChange extends Reason {
  readonly status: "inserted" | "deleted";
}

export interface Component {
  readonly title: string;
  /** Ids and code as the owner of the component has them: the receiving institution of what is studied, the sending one of what is recognised. */
  readonly losId?: string;
  readonly losCode?: string;
  readonly loiId?: string;
  readonly term?: { readonly number: number; readonly total: number };
  /** None: not evaluated by credits. */
  readonly credits: readonly Credit[];
  /** Set only where recognition is not automatic. */
  readonly recognitionConditions?: string;
  readonly shortDescription?: string;
  readonly change?: ComponentChange;
}

/** An absent table is not the same as an empty one. */
export type Components = { readonly [T in Table]?: readonly Component[] };

export interface Signature {
  readonly name?: string;
  readonly position?: string;
  readonly email?: string;
  /** `xs:dateTime` in its exact lexical form. */
  readonly timestamp: string;
  readonly app?: string;
}

export interface SignedComponents {
  readonly components: Components;
  readonly student: Signature;
  readonly sending: Signature;
  /** Absent only on proposals. */
  readonly receiving?: Signature;
}

export interface Proposal extends SignedComponents {
  /** Changes if and only if the content does, and with every new round; never by signing. */
  readonly id: string;
  /** Only what changed since the receiving institution last approved. */
  readonly studentChanges?: Partial<LaStudent>;
}

export interface LaStudent {
  readonly givenNames: string;
  readonly familyName: string;
  /** European Student Identifier. */
  readonly globalId: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly citizenship: string;
  /** ISO 5218. */
  readonly gender: 0 | 1 | 2 | 9;
  readonly email: string;
}

/** What changes by a proposal only; the rest of the student's data is merely told (PROTOCOL 5.17). */
export const PROTECTED_STUDENT_FIELDS = ["givenNames", "familyName", "globalId", "birthDate"] as const satisfies readonly (keyof LaStudent)[];

export interface LaInstitution {
  readonly heiId: HeiId;
  /** Required of the sending institution. */
  readonly ounitName?: string;
  readonly ounitId?: string;
  readonly contact: {
    readonly givenNames: string;
    readonly familyName: string;
    readonly email: string;
    readonly phone?: { readonly e164?: string; readonly ext?: string; readonly otherFormat?: string };
  };
}

/** Everything but the components. */
export interface LaDetails {
  readonly sending: LaInstitution;
  readonly receiving: LaInstitution;
  /** In the receiving institution's calendar. */
  readonly receivingAcademicYear: string;
  readonly student: LaStudent;
  /** `2026-09-01`, or `2026-09` while the day is open. */
  readonly start: string;
  readonly end: string;
  readonly eqfLevel: number;
  readonly iscedFCode: string;
  readonly iscedClarification?: string;
  readonly language: { readonly language: string; readonly cefrLevel: string };
  readonly learningOutcomesUrl?: string;
  readonly provisionsUrl?: string;
}

/** A learning agreement as the network sees it; a partner's may lack parts of the student. */
export interface LaDocument extends Omit<LaDetails, "student"> {
  readonly omobilityId: OmobilityId;
  readonly student: Partial<LaStudent>;
  /** Signed by all three. Absent: the proposal is of the first version. */
  readonly firstVersion?: SignedComponents;
  /** The latest approved changes, relative to the first version. */
  readonly approvedChanges?: SignedComponents;
  /** Relative to the first version, too. */
  readonly proposal?: Proposal;
}

/** Short mobilities have tables of their own. */
export const mobilityTypeOf = ({ blended, doctoral }: Components): MobilityType => (blended ? "blended" : doctoral ? "doctoral" : "semester");

/** The type that a whole agreement has. */
export const typeOfDocument = ({ firstVersion, proposal }: Pick<LaDocument, "firstVersion" | "proposal">): MobilityType =>
  mobilityTypeOf((firstVersion ?? proposal)?.components ?? {});
