/** What is wrong with the rows of a cohort, and what the office should know of them. */
import { omobilityId, heiId as toHeiId, type HeiId } from "../../../kernel/ids.js";
import { columnOf } from "../../csv/columns.js";
import { cellProblems, type Row, whereGiven } from "../../csv/read-csv.js";
import type { Tell } from "../../imports/progress.js";
import type { Gender } from "../../mobilities/student.js";
import type { Problem } from "../../problem.js";
import type { Activity, AgreementInForce } from "../model.js";
import { completeForm, type FormInput } from "../service/form.js";
import type { NominationDependencies } from "../service/dependencies.js";
import { partnerWarnings } from "../service/partner-warnings.js";
import type { CreateCommand } from "../transitions/omobility.js";
import { COHORT_COLUMNS } from "./columns.js";
import { amongNominated, nominatedAlready, nominatedPerhaps, type Repeated, rowKey } from "./nominated.js";

type CohortRow = Row<typeof COHORT_COLUMNS>;
type Parts = Pick<NominationDependencies, "agreements" | "references" | "store" | "partners">;

export interface JudgedRow {
  readonly line: number;
  readonly command: CreateCommand;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** An earlier attempt of the same import has stored it. */
  readonly isStored: boolean;
  /** The student is nominated there already, and such rows are left out. */
  readonly isSkipped: boolean;
}

export interface Cohort {
  readonly heiId: HeiId;
  readonly rows: readonly CohortRow[];
  readonly repeated: Repeated;
  /** Ids of its nominations begin with it. */
  readonly base: string;
}

/** Rows between two tellings. */
const STEP = 500;

export const judgeRows = async (parts: Parts, { heiId, rows, repeated, base }: Cohort, tell: Tell): Promise<readonly JudgedRow[]> => {
  const forms = rememberingAgreements(parts);
  const partners = new Set(rows.map(({ cells }) => toHeiId(cells.partner_hei_id)));
  const before = amongNominated(await parts.store.nominated(heiId, [...partners]), (id) => id.startsWith(`${base}-`));
  const warningsOf = new Map([...partners].map((partner) => [partner, inColumns(partnerWarnings(parts.partners, partner))]));
  const first = new Map<string, number>();
  const judged: JudgedRow[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % STEP === 0) await tell({ phase: "looking", rows: rows.length, done: at });
    const partnerHeiId = toHeiId(row.cells.partner_hei_id);
    const form = await completeForm(forms, heiId, partnerHeiId, formOf(row));
    const command: CreateCommand = { ...form, problems: [], id: omobilityId(`${base}-${at + 1}`), heiId, partnerHeiId };
    const { isStored, as, like } = before(command);
    const earlier = first.get(rowKey(command));
    first.set(rowKey(command), earlier ?? row.line);
    const broken = [...cellProblems(COHORT_COLUMNS, row), ...(earlier === undefined ? [] : [repeatedRow(earlier)]), ...(as !== undefined && repeated === "refuse" ? [nominatedAlready(as)] : [])];
    const told = new Set(broken.map(({ field }) => field));
    const problems = [...broken, ...inColumns(form.problems).filter(({ field }) => !told.has(field))];
    const warnings = [...(warningsOf.get(partnerHeiId) ?? []), ...(as !== undefined && repeated !== "refuse" ? [nominatedAlready(as)] : []), ...(like === undefined ? [] : [nominatedPerhaps(like)])];
    judged.push({ line: row.line, command, problems: isStored ? [] : problems, warnings, isStored, isSkipped: as !== undefined && repeated === "skip" });
  }
  return judged;
};

/** The agreements with a partner are the same for every row. */
const rememberingAgreements = ({ agreements, references }: Parts): Pick<NominationDependencies, "agreements" | "references"> => {
  const known = new Map<HeiId | undefined, Promise<readonly AgreementInForce[]>>();
  return {
    references,
    agreements: {
      inForceWith: (heiId, partnerHeiId) => {
        const found = known.get(partnerHeiId) ?? agreements.inForceWith(heiId, partnerHeiId);
        known.set(partnerHeiId, found);
        return found;
      },
    },
  };
};

const inColumns = (problems: readonly Problem[]): readonly Problem[] => problems.map((problem) => ({ ...problem, field: columnOf(COHORT_COLUMNS, problem.field.replace(/\[\d+\]\.text$/, "")) }));

const repeatedRow = (earlier: number): Problem => ({ field: "row", problem: `nominates the same person to the same place as line ${earlier}`, expected: "every nomination once" });

const formOf = ({ cells }: CohortRow): FormInput => ({
  student: {
    givenNames: [{ text: cells.given_names }], familyNames: [{ text: cells.family_name }], globalId: cells.global_id, birthDate: cells.birth_date, nationality: cells.nationality,
    gender: genderOf(cells.gender), email: cells.email,
  },
  content: {
    receivingAcademicYear: cells.receiving_academic_year, activity: cells.activity as Activity, agreementIscedFCode: cells.agreement_isced_f_code, eqfLevel: Number(cells.eqf_level || "0"),
    nomineeIscedFCode: cells.nominee_isced_f_code, ...whereGiven({ term: cells.academic_term, sendingOunitId: cells.sending_ounit_id, receivingOunitId: cells.receiving_ounit_id, comment: cells.comment }),
  },
  ...whereGiven({ agreementId: cells.agreement_id }),
});

const genderOf = (cell: string): Gender => (/^[0129]$/.test(cell) ? (Number(cell) as Gender) : (Number.NaN as Gender));
