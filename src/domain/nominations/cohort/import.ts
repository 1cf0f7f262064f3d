/** A cohort from a file: looked at as a whole first, and stored only when it is confirmed and nothing is wrong. */
import { omobilityId, heiId as toHeiId, type HeiId } from "../../../kernel/ids.js";
import { columnOf } from "../../csv/columns.js";
import { cellProblems, readCsv, type Row, type RowProblems, whereGiven } from "../../csv/read-csv.js";
import type { Gender } from "../../mobilities/student.js";
import type { Activity, AgreementInForce, Omobility } from "../model.js";
import { completeForm, type FormInput } from "../service/form.js";
import type { NominationDependencies } from "../service/dependencies.js";
import { create, type CreateCommand } from "../transitions/omobility.js";
import { COHORT_COLUMNS } from "./columns.js";

type CohortRow = Row<typeof COHORT_COLUMNS>;

export interface CohortReport {
  readonly rows: number;
  /** Drafts that were made; none in a dry run, and none while anything is wrong. */
  readonly created: number;
  readonly wrong: readonly RowProblems[];
}

export interface CohortCommand {
  readonly heiId: HeiId;
  readonly bytes: Uint8Array;
  /** Without it nothing is stored. */
  readonly confirm: boolean;
  /** Makes a repetition find what the first attempt made. */
  readonly objectId?: string;
  readonly actor: string;
}

/** Drafts of one commit: few commits, and no partner locked for long. */
const BATCH = 200;

export const createCohorts = (dependencies: NominationDependencies) => ({
  importCohort: async ({ heiId, bytes, confirm, objectId, actor }: CohortCommand): Promise<CohortReport> => {
    const file = readCsv(COHORT_COLUMNS, bytes);
    if ("problem" in file) return { rows: 0, created: 0, wrong: [{ line: 1, problems: [file.problem] }] };
    const base = objectId ?? dependencies.ids.uuid();
    const { commands, wrong } = await judged(rememberingAgreements(dependencies), heiId, file.rows, base);
    const report = { rows: file.rows.length, created: 0, wrong };
    if (!confirm || wrong.length > 0) return report;
    for (const batch of batchesOf(commands)) await storeBatch(dependencies, batch, actor);
    return { ...report, created: commands.length };
  },
});

/** The agreements with a partner are the same for every row. */
const rememberingAgreements = ({ agreements, references }: NominationDependencies): Pick<NominationDependencies, "agreements" | "references"> => {
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

const judged = async (parts: Pick<NominationDependencies, "agreements" | "references">, heiId: HeiId, rows: readonly CohortRow[], base: string) => {
  const commands: CreateCommand[] = [];
  const wrong: RowProblems[] = [];
  const first = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const { cells, line } = row;
    const partnerHeiId = toHeiId(cells.partner_hei_id);
    const same = [cells.global_id, cells.partner_hei_id, cells.receiving_academic_year, cells.academic_term].join("\n");
    const earlier = first.get(same);
    first.set(same, earlier ?? line);
    const broken = [...cellProblems(COHORT_COLUMNS, row), ...(earlier === undefined ? [] : [{ field: "row", problem: `nominates the same person to the same place as line ${earlier}`, expected: "every nomination once" }])];
    const form = await completeForm(parts, heiId, partnerHeiId, formOf(row));
    const told = new Set(broken.map(({ field }) => field));
    const problems = [...broken, ...form.problems.map((problem) => ({ ...problem, field: columnOf(COHORT_COLUMNS, problem.field.replace(/\[\d+\]\.text$/, "")) })).filter(({ field }) => !told.has(field))];
    if (problems.length > 0) wrong.push({ line, problems });
    commands.push({ ...form, id: omobilityId(`${base}-${at + 1}`), heiId, partnerHeiId });
  }
  return { commands, wrong };
};

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

/** Of one partner each, in the order of the file. */
const batchesOf = (commands: readonly CreateCommand[]): readonly (readonly CreateCommand[])[] => {
  const ofPartner = new Map<HeiId, CreateCommand[]>();
  for (const command of commands) {
    const same = ofPartner.get(command.partnerHeiId);
    if (same) same.push(command);
    else ofPartner.set(command.partnerHeiId, [command]);
  }
  return [...ofPartner.values()].flatMap((of) => Array.from({ length: Math.ceil(of.length / BATCH) }, (_, at) => of.slice(at * BATCH, (at + 1) * BATCH)));
};

/** A batch is there as a whole or not at all, so its first draft tells. */
const storeBatch = async ({ store, ids }: NominationDependencies, batch: readonly CreateCommand[], actor: string): Promise<void> => {
  const [head] = batch;
  if (!head) return;
  await store.decideOmobility(head, (found: Omobility | undefined, now) => {
    if (found) return { changes: [] };
    const made = batch.map((command) => create(command, { now, actor, newProposalId: () => ids.uuid() }));
    return { omobilities: made.flatMap(({ omobilities = [] }) => omobilities), changes: made.flatMap(({ changes }) => changes) };
  });
};
