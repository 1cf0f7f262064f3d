import type { Institution } from "../../domain/institutions/model.js";
import type { Schema } from "../operation.js";

export const presentInstitution = (institution: Institution): Schema<"Institution"> => ({ ...institution, changedAt: institution.changedAt.toISOString() });
