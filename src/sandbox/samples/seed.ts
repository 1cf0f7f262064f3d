import type { RunningNode } from "../network/start.js";
import { enterCourse, enterGrades } from "../coordinators/catalogue.js";
import { dataOf } from "../office-client.js";
import { Side } from "../side.js";
import { seedAgreements } from "./agreements.js";
import { catalogued, gradesOf, TAUGHT } from "./courses.js";
import { factsheetInput, unitIdOf, unitInput } from "./descriptions.js";
import { seedMobilities } from "./mobilities.js";

export interface SeedCounts {
  readonly agreements: number;
  readonly students: number;
}

/** Enters units, factsheets, courses and grades of every institution, then agreements between neighbours and students who go under them. */
export const seedSamples = async (nodes: readonly RunningNode[], now: Date): Promise<SeedCounts> => {
  const year = now.getUTCFullYear() + 1;
  await Promise.all(nodes.map((node) => seedInstitution(node, year)));
  const sides = nodes.map(({ institution, office }) => new Side(institution, office));
  const pairs = sides.flatMap((side, at) => {
    const next = sides[at + 1];
    return next ? [[side, next] as const] : [];
  });
  const made = await Promise.all(pairs.map(async ([ours, theirs]) => {
    const agreements = await seedAgreements(ours, theirs, year);
    return { agreements: agreements.size, students: await seedMobilities(ours, theirs, { agreementId: agreements.get("IN-FORCE") ?? "", year }) };
  }));
  return { agreements: sum(made.map(({ agreements }) => agreements)), students: sum(made.map(({ students }) => students)) };
};

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

const seedInstitution = async ({ institution, office }: RunningNode, year: number): Promise<void> => {
  const { heiId } = institution;
  for (const unit of institution.units) {
    await dataOf(office.PUT("/institutions/{heiId}/units/{unitId}", { params: { path: { heiId, unitId: unitIdOf(unit) } }, body: unitInput(institution, unit) }));
  }
  await dataOf(office.PUT("/institutions/{heiId}/factsheet", { params: { path: { heiId } }, body: factsheetInput(institution) }));
  for (const course of TAUGHT) await enterCourse({ heiId, office }, course.losId, catalogued(course, { to: institution, year }));
  await enterGrades({ heiId, office }, gradesOf(institution));
};
