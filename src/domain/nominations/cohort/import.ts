/** A cohort from a file: looked at as a whole first, and stored only when it is confirmed and nothing is wrong. */
import type { HeiId } from "../../../kernel/ids.js";
import { readCsv, type RowProblems } from "../../csv/read-csv.js";
import { type Tell, untold } from "../../imports/progress.js";
import { forecast, type SeatForecast } from "../seats/forecast.js";
import type { NominationDependencies } from "../service/dependencies.js";
import { create, type CreateCommand } from "../transitions/omobility.js";
import { COHORT_COLUMNS } from "./columns.js";
import { type JudgedRow, judgeRows } from "./judge-rows.js";
import type { Repeated } from "./nominated.js";

export interface CohortReport {
  readonly rows: number;
  /** Drafts that were made; none in a dry run, and none while anything is wrong. */
  readonly created: number;
  /** Rows that are left out since their students are nominated there already. */
  readonly skipped: number;
  readonly wrong: readonly RowProblems[];
  /** What keeps nothing out, but should be known before it is confirmed. */
  readonly warnings: readonly RowProblems[];
  /** The places that the right rows ask for, by condition. */
  readonly seats: readonly SeatForecast[];
}

export interface CohortCommand {
  readonly heiId: HeiId;
  readonly bytes: Uint8Array;
  /** Without it nothing is stored. */
  readonly confirm: boolean;
  readonly repeated?: Repeated | undefined;
  /** The drafts are numbered after it: a repetition finds what the first attempt made. */
  readonly objectId: string;
  readonly actor: string;
}

/** Drafts of one commit: few commits, and no partner locked for long. */
const BATCH = 200;

export const createCohorts = (dependencies: NominationDependencies) => ({
  /** With the id of an earlier attempt it goes on where that stopped; what that has stored stays, whatever has become wrong meanwhile. */
  importCohort: async ({ heiId, bytes, confirm, repeated = "refuse", objectId, actor }: CohortCommand, tell: Tell = untold): Promise<CohortReport> => {
    const file = readCsv(COHORT_COLUMNS, bytes);
    if ("problem" in file) return { rows: 0, created: 0, skipped: 0, wrong: [{ line: 1, problems: [file.problem] }], warnings: [], seats: [] };
    const judged = await judgeRows(dependencies, { heiId, rows: file.rows, repeated, base: objectId }, tell);
    const right = judged.filter(({ problems, isSkipped }) => problems.length === 0 && !isSkipped);
    const report: CohortReport = {
      rows: judged.length, created: 0, skipped: judged.filter(({ isSkipped }) => isSkipped).length,
      wrong: told(judged, "problems"), warnings: told(judged, "warnings"), seats: await seatsFor(dependencies, heiId, right),
    };
    const isBegun = judged.some(({ isStored }) => isStored);
    if (!confirm || (report.wrong.length > 0 && !isBegun)) return report;
    await storeAll(dependencies, right, actor, tell);
    return { ...report, created: right.length };
  },
});

const told = (rows: readonly JudgedRow[], what: "problems" | "warnings"): readonly RowProblems[] => rows.flatMap((row) => (row[what].length > 0 ? [{ line: row.line, problems: row[what] }] : []));

const seatsFor = async ({ agreements, store }: NominationDependencies, heiId: HeiId, rows: readonly JudgedRow[]): Promise<readonly SeatForecast[]> => {
  const asked = rows.filter(({ isStored }) => !isStored).map(({ line, command: { partnerHeiId, content } }) => ({
    row: line, partnerHeiId, academicYear: content.receivingAcademicYear, iscedFCode: content.agreementIscedFCode, eqfLevel: content.eqfLevel, activity: content.activity,
    ...(content.sendingIiaId && { agreementId: content.sendingIiaId }),
  }));
  if (asked.length === 0) return [];
  const counts = await Promise.all([...new Set(asked.map(({ academicYear }) => academicYear))].map((academicYear) => store.seatCounts(heiId, "outgoing", { academicYear })));
  return forecast("outgoing", await agreements.inForceWith(heiId), counts.flat(), asked);
};

/** Of one partner each, in the order of the file. */
const batchesOf = (rows: readonly JudgedRow[]): readonly (readonly JudgedRow[])[] => {
  const ofPartner = new Map<HeiId, JudgedRow[]>();
  for (const row of rows) {
    const same = ofPartner.get(row.command.partnerHeiId);
    if (same) same.push(row);
    else ofPartner.set(row.command.partnerHeiId, [row]);
  }
  return [...ofPartner.values()].flatMap((of) => Array.from({ length: Math.ceil(of.length / BATCH) }, (_, at) => of.slice(at * BATCH, (at + 1) * BATCH)));
};

const storeAll = async (dependencies: NominationDependencies, rows: readonly JudgedRow[], actor: string, tell: Tell): Promise<void> => {
  let done = 0;
  for (const batch of batchesOf(rows)) {
    await tell({ phase: "storing", rows: rows.length, done });
    await storeBatch(dependencies, batch.filter(({ isStored }) => !isStored).map(({ command }) => command), actor);
    done += batch.length;
  }
};

/** There as a whole or not at all; refused with 409 when another attempt was faster. */
const storeBatch = async ({ store, ids }: NominationDependencies, batch: readonly CreateCommand[], actor: string): Promise<void> => {
  const [head] = batch;
  if (!head) return;
  await store.decideOmobility(head, (_found, now) => {
    const made = batch.map((command) => create(command, { now, actor, newProposalId: () => ids.uuid() }));
    return { omobilities: made.flatMap(({ omobilities = [] }) => omobilities), changes: made.flatMap(({ changes }) => changes) };
  });
};
