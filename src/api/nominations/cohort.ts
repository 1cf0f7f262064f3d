import { actorOf } from "../../domain/access/caller.js";
import { template } from "../../domain/csv/columns.js";
import { COHORT_COLUMNS } from "../../domain/nominations/cohort/columns.js";
import { heiId } from "../../kernel/ids.js";
import { type ImportServices, orderImport, presentImport } from "../imports/answer.js";
import type { Operation } from "../operation.js";

export const getCohortTemplate: Operation<"getCohortTemplate"> = async () => ({ status: 200, bytes: Buffer.from(template(COHORT_COLUMNS)), mediaType: "text/csv" });

export const importCohort = (services: ImportServices): Operation<"importCohort"> => ({ path, query: { confirm, repeated }, body, objectId = services.ids.uuid(), respondAsync, caller }) =>
  orderImport(services, "nominations", { heiId: heiId(path.heiId), id: objectId, file: body, mediaType: "text/csv", confirm: confirm === "true", repeated, actor: actorOf(caller) }, respondAsync);

export const getCohortImport = ({ imports }: ImportServices): Operation<"getCohortImport"> => async ({ path }) =>
  ({ status: 200, body: presentImport(await imports.get(heiId(path.heiId), "nominations", path.importId)) });

export const cancelCohortImport = ({ imports }: ImportServices): Operation<"cancelCohortImport"> => async ({ path }) =>
  ({ status: 200, body: presentImport(await imports.cancel(heiId(path.heiId), "nominations", path.importId)) });
