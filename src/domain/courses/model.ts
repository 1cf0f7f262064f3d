/** The catalogue of an institution (PROTOCOL 5.6): what can be studied, and when it is held. */
import type { HeiId, LoiId, LosId } from "../../kernel/ids.js";
import type { LangText } from "../../kernel/lang-text.js";
import type { LangUrl } from "../contact.js";

export const COURSE_TYPES = ["Degree Programme", "Module", "Course", "Class"] as const;
export type CourseType = (typeof COURSE_TYPES)[number];

/** Credits in one scheme, `ects` or a national one; `value` in its exact decimal form. */
export interface Credit {
  readonly scheme: string;
  readonly level?: "Bachelor" | "Master" | "PhD";
  readonly value: string;
}

/** How often each grade was given. */
export interface Distribution {
  readonly categories: readonly { readonly label: string; readonly count: number }[];
  readonly descriptions?: readonly LangText[];
}

/** A term of the institution; dates as `YYYY-MM-DD`. */
export interface Term {
  readonly academicYearId: string;
  /** `2025/2026-1/2` */
  readonly ewpId?: string;
  readonly names: readonly LangText[];
  readonly start: string;
  readonly end: string;
}

/** One holding of a course. */
export interface CourseInstance {
  readonly loiId: LoiId;
  readonly start: string;
  readonly end: string;
  readonly term?: Term;
  readonly gradingScheme?: { readonly labels: readonly LangText[]; readonly descriptions?: readonly LangText[] };
  readonly distribution?: Distribution;
  readonly credits: readonly Credit[];
  readonly language?: string;
  readonly engagementHours?: string;
}

/** What anybody may read of a course, module, class or degree programme. */
export interface PublishedCourse {
  readonly heiId: HeiId;
  /** Its prefix tells the type, which never changes. */
  readonly losId: LosId;
  /** For people; may change. */
  readonly losCode?: string;
  readonly ounitId?: string;
  readonly titles: readonly LangText[];
  /** Partners may know more types than we do. */
  readonly type?: string;
  readonly subjectArea?: string;
  readonly iscedCode?: string;
  readonly eqfLevel?: number;
  readonly urls: readonly LangUrl[];
  readonly descriptions: readonly LangText[];
  readonly instances: readonly CourseInstance[];
  /** Parts, by their ids. */
  readonly contains: readonly LosId[];
}

/** A course of ours as it is kept. */
export interface Course extends PublishedCourse {
  readonly revision: number;
  readonly changedAt: Date;
}
