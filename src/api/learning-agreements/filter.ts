import type { LaFilter } from "../../domain/learning-agreements/ports.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";

/** What a list of learning agreements can be filtered by. */
export const filterOf = <S>({ partner, academicYear, status }: { readonly partner?: string; readonly academicYear?: string; readonly status?: readonly S[] }): LaFilter & { readonly statuses?: readonly S[] } =>
  given({ partnerHeiId: partner === undefined ? undefined : heiId(partner), receivingAcademicYear: academicYear, statuses: status });
