/** What we know of a student and of the studies that a transcript is about. */
import { given } from "../../kernel/given.js";
import { isLosId } from "../../kernel/ids.js";
import { inEnglish } from "../../kernel/lang-text.js";
import { applied } from "../learning-agreements/components.js";
import type { Component, Components, Table } from "../learning-agreements/model.js";
import type { OutgoingLa } from "../learning-agreements/outgoing.js";
import type { Omobility } from "../nominations/model.js";
import type { AgreedComponent, AgreedStudies } from "./model.js";

/** What is studied at the receiving institution and may stand on its transcript; table B is what these studies are recognised as. */
const STUDIED = ["studied", "virtual", "blended", "doctoral"] as const satisfies readonly Table[];

/**
 * The student and the components that hold with the latest approved changes; undefined before all three have signed, and when the
 * agreement was deleted.
 *
 * Recognition conditions stand on table B, and nothing says which component of table A is recognised as which of table B (PROTOCOL
 * 5.17). So while any component of table B has conditions, nothing is recognised without a person: all of them are shown on each
 * component of table A.
 */
export const agreedStudies = ({ details: { student, iscedFCode: iscedCode }, firstVersion, approvedChanges, deletedAt }: OutgoingLa): AgreedStudies | undefined => {
  if (!firstVersion || deletedAt) return undefined;
  const components = applied(firstVersion.components, approvedChanges?.components);
  const { givenNames, familyName, globalId, birthDate, citizenship, gender } = student;
  return { learner: { givenNames, familyName, esi: globalId, birthDate, citizenship, gender }, iscedCode, components: agreedComponents(components) };
};

/** The student of a nomination that the partner has: before a learning agreement is signed, or where it is on paper, nothing is agreed yet. */
export const nominatedStudies = ({ stage, proposal: { content: { nomineeIscedFCode: iscedCode } }, student: { givenNames, familyNames, globalId, birthDate, nationality, gender } }: Omobility): AgreedStudies | undefined =>
  (stage === "sent" ? { learner: { givenNames: inEnglish(givenNames), familyName: inEnglish(familyNames), esi: globalId, birthDate, citizenship: nationality, gender }, iscedCode, components: [] } : undefined);

const agreedComponents = (components: Components): readonly AgreedComponent[] => {
  const ofTableB = (components.recognized ?? []).flatMap(({ title, recognitionConditions }) => (recognitionConditions === undefined ? [] : [`${title}: ${recognitionConditions}`]));
  return STUDIED.flatMap((table) => numbered(components[table] ?? []).map(({ id, component }) => {
    const { losId, losCode, title, credits, recognitionConditions } = component;
    const conditions = [...(recognitionConditions === undefined ? [] : [recognitionConditions]), ...(table === "studied" ? ofTableB : [])];
    return {
      id: `${table}/${id}`, title, credits,
      ...given({ losId: losId !== undefined && isLosId(losId) ? losId : undefined, losCode, recognitionConditions: conditions.length > 0 ? conditions.join("; ") : undefined }),
    };
  }));
};

/** Named by id, code or title, so that a component keeps its name in every version; those of the same name are counted. */
const numbered = (components: readonly Component[]): readonly { readonly id: string; readonly component: Component }[] => {
  const seen = new Map<string, number>();
  return components.map((component) => {
    const name = component.losId ?? component.losCode ?? component.title;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: count === 1 ? name : `${name}/${count}`, component };
  });
};
