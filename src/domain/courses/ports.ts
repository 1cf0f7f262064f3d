import type { HeiId, LosId } from "../../kernel/ids.js";
import type { Page, PageRequest } from "../page.js";
import type { InstitutionStore } from "../institutions/ports.js";
import type { Problem } from "../problem.js";
import type { Course, PublishedCourse } from "./model.js";

export interface CourseFilter {
  /** Exact code. */
  readonly losCode?: string;
  readonly ounitId?: string;
}

export interface CourseStore {
  /** Those that exist, by id or by code, in the order of their ids. */
  withIds(heiId: HeiId, losIds: readonly string[]): Promise<readonly Course[]>;
  withCodes(heiId: HeiId, losCodes: readonly string[]): Promise<readonly Course[]>;
  /** In the order of their ids. */
  list(heiId: HeiId, filter: CourseFilter, page: PageRequest): Promise<Page<Course>>;
  /**
   * Saves courses under one moment that never runs backwards within the institution, and gives back those that are new or differ;
   * equal ones keep their moment. All or nothing; throws `EwpError` 412 when one is not at `ifRevision` (0: there is none).
   */
  save(heiId: HeiId, courses: readonly PublishedCourse[], ifRevision?: number): Promise<readonly LosId[]>;
  /** False when there is none. The id stays known to whoever asks for changes. 412 as above. */
  remove(heiId: HeiId, losId: LosId, ifRevision?: number): Promise<boolean>;
  /** Courses that contain this one. */
  containing(heiId: HeiId, losId: LosId): Promise<readonly LosId[]>;
  /** Ids of all courses; with `since`, of those that were added, changed or removed at that moment or later (PROTOCOL 5.7). */
  ids(heiId: HeiId, since?: Date): Promise<readonly LosId[]>;
}

/** Courses of partners, asked while the caller waits. Calls fail with `PartnerFailure`. */
export interface PartnerCourses {
  courses(heiId: HeiId, partnerHeiId: HeiId, wanted: { readonly losIds: readonly string[] } | { readonly losCodes: readonly string[] }): Promise<readonly PublishedCourse[]>;
  /** Ids of the partner's whole catalogue, or of what changed since. */
  ids(heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly LosId[]>;
}

/** What the network's schema refuses in the document that partners would read. */
export type CourseDocumentCheck = (course: PublishedCourse) => readonly Problem[];

export interface CourseDependencies {
  readonly store: CourseStore;
  readonly institutions: Pick<InstitutionStore, "ounits">;
  readonly document: CourseDocumentCheck;
}
