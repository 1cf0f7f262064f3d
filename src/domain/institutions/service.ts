import { badRequest, notFound, preconditionFailed, type EwpError } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { Problem } from "../problem.js";
import type { Factsheet, Institution, Ounit } from "./model.js";
import type { DocumentCheck, InstitutionStore } from "./ports.js";
import { factsheetProblems, heiIdProblems, institutionProblems, ounitProblems, type FactsheetContent, type InstitutionContent, type OunitContent } from "./rules.js";
import { treeProblems } from "./tree.js";

/** A whole new content for what stands at this revision; 0 for what does not exist yet. */
export interface Put<C> {
  readonly heiId: HeiId;
  readonly content: C;
  readonly ifRevision: number;
}

/**
 * What this node says of its own institutions. Wrong content is refused with 400 and all its problems in `details`
 * (`{ field, problem, expected }`), another revision than `ifRevision` with 412, an unknown institution with 404.
 */
export const createInstitutions = ({ store, clock, documents }: { readonly store: InstitutionStore; readonly clock: Clock; readonly documents: DocumentCheck }) => {
  const existing = async (heiId: HeiId): Promise<Institution> => {
    const institution = await store.get(heiId);
    if (!institution) throw notFound("There is no institution with this id.");
    return institution;
  };

  return {
    /** Makes or replaces an institution. `first` is done once a new one is accepted, before it is stored. */
    put: async ({ heiId, content, ifRevision, first }: Put<InstitutionContent> & { readonly first?: () => Promise<unknown> }): Promise<Institution> => {
      const [present, units] = [await store.get(heiId), await store.ounits(heiId)];
      atRevision(present, ifRevision);
      refuse([...heiIdProblems(heiId), ...institutionProblems(content), ...treeProblems(units, content.rootOunitId)]);
      const institution = { ...content, heiId, revision: ifRevision + 1, changedAt: clock.now() };
      refuse(documents.institution(institution));
      if (!present) await first?.();
      await store.put(institution);
      return institution;
    },

    /** Makes or replaces a unit. Its code is the only one of the institution; a parent makes it part of the tree. */
    putOunit: async ({ heiId, id, content, ifRevision }: Put<OunitContent> & { readonly id: string }): Promise<Ounit> => {
      const { rootOunitId } = await existing(heiId);
      const others = (await store.ounits(heiId)).filter((unit) => unit.id !== id);
      atRevision(await store.ounit(heiId, id), ifRevision);
      const codeTaken = others.some(({ code }) => code === content.code);
      refuse([
        ...ounitProblems({ ...content, id }),
        ...(codeTaken ? [{ field: "code", problem: "belongs to another unit", expected: "a code that no other unit has" }] : []),
        ...treeProblems([...others, { id, ...content }], rootOunitId),
      ]);
      const ounit = { ...content, heiId, id, revision: ifRevision + 1, changedAt: clock.now() };
      refuse(documents.ounit(ounit));
      await store.putOunit(ounit);
      return ounit;
    },

    /** Removes a unit that nothing refers to; else 409. */
    removeOunit: async (heiId: HeiId, id: string): Promise<void> => {
      const { rootOunitId } = await existing(heiId);
      if (!(await store.ounit(heiId, id))) throw notFound("There is no unit with this id.");
      const left = (await store.ounits(heiId)).filter((unit) => unit.id !== id);
      refuse(treeProblems(left, rootOunitId));
      await store.removeOunit(heiId, id);
    },

    /** Makes or replaces the factsheet. */
    putFactsheet: async ({ heiId, content, ifRevision }: Put<FactsheetContent>): Promise<Factsheet> => {
      await existing(heiId);
      atRevision(await store.factsheet(heiId), ifRevision);
      refuse(factsheetProblems(content));
      const factsheet = { ...content, heiId, revision: ifRevision + 1, changedAt: clock.now() };
      refuse(documents.factsheet(factsheet));
      await store.putFactsheet(factsheet);
      return factsheet;
    },
  };
};
export type Institutions = ReturnType<typeof createInstitutions>;

const atRevision = (present: { readonly revision: number } | undefined, expected: number): void => {
  const revision = present?.revision ?? 0;
  if (revision !== expected) throw otherRevision(expected, revision);
};

const otherRevision = (expected: number, present: number): EwpError =>
  preconditionFailed(present === 0 ? "Nothing is stored here yet." : `It is at revision ${present}, not ${expected}.`, { details: { expected, present } });

const refuse = (problems: readonly Problem[]): void => {
  if (problems.length === 0) return;
  throw badRequest(problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; "), { code: "invalid-content", details: problems });
};
