/** How our copy is made from what an office wrote, from a partner's copy, and from its own earlier versions. */
import { isDeepStrictEqual } from "node:util";
import { given } from "../../kernel/given.js";
import { omit } from "../../kernel/omit.js";
import type { HeiId, IiaId } from "../../kernel/ids.js";
import { MOBILITY_KINDS, type AgreementContent, type AgreementCopy, type Condition, type OwnVersion } from "./model.js";
import type { HashCopy } from "./ports.js";

/** The two parties as our copy names them. */
export interface Parties {
  readonly heiId: HeiId;
  readonly id: IiaId;
  readonly partnerHeiId: HeiId;
  readonly partnerIiaId?: IiaId | undefined;
}

/** Whether two copies would be served alike. The order of lists counts, the order of properties does not. */
const sameCopy = (one: AgreementCopy, other: AgreementCopy): boolean => isDeepStrictEqual(one, other);

/** Conditions in document order: kinds in the order of the schema, the given order within a kind (PROTOCOL 5.8). */
export const inDocumentOrder = (conditions: readonly Condition[]): readonly Condition[] =>
  MOBILITY_KINDS.flatMap((kind) => conditions.filter((condition) => condition.kind === kind));

/** A copy of these parties with this content, neither in effect nor terminated. */
export const copyOf = (parties: Parties, content: AgreementContent): AgreementCopy => ({
  owner: { ...content.owner, heiId: parties.heiId, iiaId: parties.id, iiaCode: content.owner.iiaCode ?? codeOf(parties.id) },
  partner: { ...content.partner, heiId: parties.partnerHeiId, ...given({ iiaId: parties.partnerIiaId }) },
  inEffect: false,
  conditions: inDocumentOrder(content.conditions),
  terminatedAsAWhole: false,
  ...given({ pdfFileId: content.pdfFileId }),
});

/** A code for people, made from the id, for offices that do not number their agreements. */
export const codeOf = (id: IiaId): string => `IIA-${id.slice(0, 8).toUpperCase()}`;

/** The partner's side of `copy` with this id, or with none: binding and unbinding. */
export const boundTo = (copy: AgreementCopy, partnerIiaId: IiaId | undefined): AgreementCopy =>
  ({ ...copy, partner: { ...omit(copy.partner, "iiaId"), ...given({ iiaId: partnerIiaId }) } });

/** The first version of a copy. */
export const firstVersion = (copy: AgreementCopy, at: Date, hashCopy: HashCopy): OwnVersion => ({ version: 1, at, copy, hash: hashCopy(copy).hash });

/** The next version, or `current` itself when the copy is the same. */
export const nextVersion = (current: OwnVersion, copy: AgreementCopy, at: Date, hashCopy: HashCopy): OwnVersion =>
  sameCopy(current.copy, copy) ? current : { version: current.version + 1, at, copy, hash: hashCopy(copy).hash };
