import type { GradeTable } from "../../../domain/transcripts/model.js";

interface WireTables {
  readonly tables: readonly { readonly iscedCode: string; readonly frequencies: GradeTable["frequencies"] }[];
}

export const toWireGradeTables = (tables: readonly GradeTable[]): { gradeConversionTable?: WireTables } => (tables.length === 0 ? {} : { gradeConversionTable: { tables } });
export const fromWireGradeTables = (wire: WireTables | undefined): readonly GradeTable[] => wire?.tables ?? [];
