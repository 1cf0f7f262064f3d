import { createHash } from "node:crypto";
import type { OmobilityId } from "../../../kernel/ids.js";
import { canonical } from "../components.js";
import type { Components, LaStudent } from "../model.js";

/** What a proposal says, without who signed it. */
export interface ProposalContent {
  readonly components: Components;
  readonly studentChanges?: Partial<LaStudent> | undefined;
}

/**
 * The id of a proposal: of its content, so that signing changes nothing, and of its round, so that the same content proposed again after
 * it was decided is another proposal (PROTOCOL 6.5). Lower-case hex SHA-256.
 */
export const proposalId = (omobilityId: OmobilityId, round: number, { components, studentChanges }: ProposalContent): string =>
  createHash("sha256").update(canonical([omobilityId, round, components, studentChanges ?? null])).digest("hex");
