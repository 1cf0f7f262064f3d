import type { Factsheet } from "../../../domain/institutions/model.js";
import type { Schema } from "../../operation.js";

export const presentFactsheet = ({ heiId: _hei, changedAt, ...factsheet }: Factsheet): Schema<"Factsheet"> => ({ ...factsheet, changedAt: changedAt.toISOString() });
