import type { RunningNode } from "../network/start.js";
import { dataOf } from "../office-client.js";
import { Side } from "../side.js";
import { seedAgreements } from "./agreements.js";
import { factsheetInput, unitIdOf, unitInput } from "./descriptions.js";

/** Enters units and factsheets of every institution, then agreements between neighbours. Gives how many agreements there are. */
export const seedSamples = async (nodes: readonly RunningNode[], now: Date): Promise<number> => {
  await Promise.all(nodes.map(seedInstitution));
  const sides = nodes.map(({ institution, office }) => new Side(institution, office));
  const pairs = sides.flatMap((side, at) => {
    const next = sides[at + 1];
    return next ? [[side, next] as const] : [];
  });
  const made = await Promise.all(pairs.map(([ours, theirs]) => seedAgreements(ours, theirs, now.getUTCFullYear() + 1)));
  return made.flat().length;
};

const seedInstitution = async ({ institution, office }: RunningNode): Promise<void> => {
  const { heiId } = institution;
  for (const unit of institution.units) {
    await dataOf(office.PUT("/institutions/{heiId}/units/{unitId}", { params: { path: { heiId, unitId: unitIdOf(unit) } }, body: unitInput(institution, unit) }));
  }
  await dataOf(office.PUT("/institutions/{heiId}/factsheet", { params: { path: { heiId } }, body: factsheetInput(institution) }));
};
