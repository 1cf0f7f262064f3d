import type { Grant } from "../../domain/people/model.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Schema } from "../operation.js";

/** Grants of the contract as those of the domain. */
export const grantsOf = (grants: Schema<"Grants">): readonly Grant[] =>
  grants.map(({ role, heiId: id, unitIds }) => ({ role, ...given({ heiId: id === undefined ? undefined : heiId(id), unitIds }) }));
