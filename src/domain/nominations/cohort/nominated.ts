/** Whether a row nominates somebody who is nominated already. */
import type { OmobilityId } from "../../../kernel/ids.js";
import { inEnglish } from "../../../kernel/lang-text.js";
import { nameKey } from "../../mobilities/name-key.js";
import { personOf } from "../../mobilities/student.js";
import type { Problem } from "../../problem.js";
import type { Nominated } from "../ports.js";
import type { CreateCommand } from "../transitions/omobility.js";

/** What to do with rows whose student is nominated to the same partner for the same time already. */
export const REPEATED = ["refuse", "skip", "create"] as const;
export type Repeated = (typeof REPEATED)[number];

type Nomination = Pick<Nominated, "partnerHeiId" | "academicYear" | "student"> & { readonly term?: string | undefined };

const placeOf = ({ partnerHeiId, academicYear, term }: Nomination): string => `${partnerHeiId} ${academicYear} ${term ?? ""}`;
/** Who goes where and when: by the identifier. */
const byId = (nomination: Nomination): string => `${placeOf(nomination)} ${personOf(nomination.student.globalId)}`;
/** By what two people rarely share. */
const byName = (nomination: Nomination): string =>
  `${placeOf(nomination)} ${nomination.student.birthDate} ${nameKey({ givenNames: inEnglish(nomination.student.givenNames), familyName: inEnglish(nomination.student.familyNames) })}`;

const nominationOf = ({ partnerHeiId, student, content: { receivingAcademicYear: academicYear, term } }: CreateCommand): Nomination => ({ partnerHeiId, academicYear, term, student });

/** Key of a row: two rows of one key nominate the same person to the same place. */
export const rowKey = (command: CreateCommand): string => byId(nominationOf(command));

export interface FoundBefore {
  /** This very row was stored by an earlier attempt of the same import. */
  readonly isStored: boolean;
  /** The nomination that has the student there already. */
  readonly as: OmobilityId | undefined;
  /** Another identifier, but name and birth date of this one. */
  readonly like: OmobilityId | undefined;
}

/** Looks rows up among the nominations that there are; what the same import has stored does not count against it, nor does what was cancelled. */
export const amongNominated = (nominated: readonly Nominated[], isOwn: (id: OmobilityId) => boolean): ((command: CreateCommand) => FoundBefore) => {
  const stored = new Set(nominated.filter(({ id }) => isOwn(id)).map(({ id }) => id));
  const others = nominated.filter(({ id, status }) => !isOwn(id) && status !== "cancelled");
  const people = new Map(others.map((nomination) => [byId(nomination), nomination.id]));
  const names = new Map(others.map((nomination) => [byName(nomination), nomination.id]));
  return (command) => {
    const nomination = nominationOf(command);
    const as = people.get(byId(nomination));
    return { isStored: stored.has(command.id), as, like: as === undefined ? names.get(byName(nomination)) : undefined };
  };
};

export const nominatedAlready = (id: OmobilityId): Problem =>
  ({ field: "row", problem: `nominates somebody who is nominated there for this time already, as ${id}`, expected: "every student once; `repeated=skip` leaves such rows out, `repeated=create` nominates once more" });
export const nominatedPerhaps = (id: OmobilityId): Problem =>
  ({ field: "row", problem: `has the name and birth date of somebody who is nominated there for this time already, as ${id}, under another identifier`, expected: "the same European Student Identifier where it is the same person" });
