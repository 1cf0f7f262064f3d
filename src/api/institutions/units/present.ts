import type { Ounit } from "../../../domain/institutions/model.js";
import type { Schema } from "../../operation.js";

export const presentUnit = ({ heiId: _hei, changedAt, ...unit }: Ounit): Schema<"Unit"> => ({ ...unit, changedAt: changedAt.toISOString() });
