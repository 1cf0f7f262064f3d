import { template } from "../../domain/csv/columns.js";
import { COHORT_COLUMNS } from "../../domain/nominations/cohort/columns.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { NominationServices } from "./command.js";

export const getCohortTemplate: Operation<"getCohortTemplate"> = async () => ({ status: 200, bytes: Buffer.from(template(COHORT_COLUMNS)), mediaType: "text/csv" });

export const importCohort = ({ nominations }: NominationServices): Operation<"importCohort"> => async ({ path, query, body, objectId, caller }) => {
  const { rows, created, wrong } = await nominations.importCohort({ heiId: heiId(path.heiId), bytes: body, confirm: query.confirm === "true", actor: caller.name, ...given({ objectId }) });
  return { status: 200, body: { rows, created, wrong: wrong.map(({ line, problems }) => ({ line, problems: [...problems] })) } };
};
