import { sql, type RawBuilder } from "kysely";
import { firstCalendarYear } from "../../kernel/academic-year.js";

const ALWAYS = sql<boolean>`true`;

/** Some condition is valid in at least one of these academic years; none given: no condition. */
export const validIn = (academicYears: readonly string[] | undefined): RawBuilder<boolean> =>
  academicYears === undefined || academicYears.length === 0
    ? ALWAYS
    : sql<boolean>`agreements.years && ${`{${academicYears.map(firstCalendarYear).map((year) => `[${year},${year}]`).join(",")}}`}::int4multirange`;

/** Changed at this moment or later: over-reporting is allowed, under-reporting is not (PROTOCOL 6.8.4). */
export const changedSince = (since: Date | undefined): RawBuilder<boolean> => (since === undefined ? ALWAYS : sql<boolean>`agreements.changed_at >= ${since}`);
