import { actorOf } from "../../domain/access/caller.js";
import { template } from "../../domain/csv/columns.js";
import { COHORT_COLUMNS } from "../../domain/nominations/cohort/columns.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import type { NominationServices } from "./command.js";

export const getCohortTemplate: Operation<"getCohortTemplate"> = async () => ({ status: 200, bytes: Buffer.from(template(COHORT_COLUMNS)), mediaType: "text/csv" });

export const importCohort = ({ nominations, ids }: NominationServices & Pick<OfficeServices, "ids">): Operation<"importCohort"> => async ({ path, query: { confirm, repeated }, body, objectId = ids.uuid(), caller }) =>
  ({ status: 200, body: await nominations.importCohort({ heiId: heiId(path.heiId), bytes: body, confirm: confirm === "true", repeated, objectId, actor: actorOf(caller) }) });
