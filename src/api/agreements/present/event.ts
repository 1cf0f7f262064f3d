import type { AgreementChange } from "../../../domain/changes.js";
import type { Schema } from "../../operation.js";

/** A change as a line of the timeline; which of its facts there are depends on its kind. */
export const presentEvent = ({ heiId: _hei, iiaId: _iia, at, ...facts }: AgreementChange): Schema<"Event"> => ({ ...facts, at: at.toISOString() });
