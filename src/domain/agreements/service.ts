import { approvingIdentical } from "./service/approve-identical.js";
import { createCommands } from "./service/commands.js";
import type { AgreementDependencies } from "./service/dependencies.js";
import { createLook } from "./service/look.js";
import { createQueries } from "./service/queries.js";
import { createRefresh } from "./service/refresh.js";

export type { AgreementDependencies, Command } from "./service/dependencies.js";

/**
 * Agreements as offices, partners and delivery use them: load, decide, commit, each command in one transaction with what
 * it announces. Commands throw `EwpError`s; refresh methods fail with `PartnerFailure` and leave retrying to delivery.
 */
export const createAgreements = (dependencies: AgreementDependencies) => {
  const look = createLook(dependencies);
  const commands = createCommands(dependencies, look);
  return { ...commands, approveIdentical: approvingIdentical({ store: dependencies.store, approve: commands.approve }), ...createQueries(dependencies), ...createRefresh(dependencies, look) };
};
export type Agreements = ReturnType<typeof createAgreements>;
