import { mayActFor } from "../../domain/access/caller.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentInstitution } from "./present.js";

/** Only those that the caller may act for: the others do not exist for it. */
export const listInstitutions = ({ institutions }: Pick<OfficeServices, "institutions">): Operation<"listInstitutions"> => async ({ caller }) =>
  ({ status: 200, body: { items: (await institutions.list()).filter(({ heiId }) => mayActFor(caller, heiId)).map(presentInstitution) } });
