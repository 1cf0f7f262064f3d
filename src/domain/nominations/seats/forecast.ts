/** What nominations that are not sent yet would do to the ledger. */
import type { AgreementInForce } from "../model.js";
import { closed, type Direction, lineWithoutPlaces, linesFor, type OpenLine, openLines, place, type SeatCount, type SeatLine, type SeatUse } from "./ledger.js";

/** A place that a row of a file asks for. */
export interface AskedSeat extends SeatUse {
  readonly row: number;
}

/** What a file asks of a line of the ledger. */
export interface SeatForecast {
  /** As it is now. */
  readonly place: SeatLine;
  /** Rows that would stand against this line. */
  readonly asked: number;
  /** Rows that find no place left, in the order of the file. */
  readonly exceeding: readonly number[];
}

interface Asking {
  readonly place: SeatLine;
  asked: number;
  readonly exceeding: number[];
}

/** The lines that the rows stand against: one row after the other takes the narrowest place that is left, or exceeds the last line that gives its kind. */
export const forecast = (direction: Direction, agreements: readonly AgreementInForce[], counts: readonly SeatCount[], asked: readonly AskedSeat[]): readonly SeatForecast[] => {
  const lines = openLines(direction, agreements, [...new Set(asked.map(({ academicYear }) => academicYear))]);
  for (const count of counts) place(count, linesFor(count, lines));
  const kinds = new Map<string, readonly OpenLine[]>();
  const asking = new Map<OpenLine, Asking>();
  for (const { row, ...use } of asked) {
    const kind = JSON.stringify([use.partnerHeiId, use.agreementId, use.academicYear, use.iscedFCode, use.eqfLevel, use.activity]);
    const fitting = kinds.get(kind) ?? orNone(use, linesFor(use, lines), counts);
    kinds.set(kind, fitting);
    take(row, fitting, asking);
  }
  return [...asking.values()];
};

/** What no condition gives exceeds from the first one on. */
const orNone = (use: SeatUse, fitting: readonly OpenLine[], counts: readonly SeatCount[]): readonly OpenLine[] => {
  if (fitting.length > 0) return fitting;
  const line = lineWithoutPlaces(use);
  const same = counts.filter((count) => count.partnerHeiId === use.partnerHeiId && count.academicYear === use.academicYear && count.iscedFCode === use.iscedFCode && count.eqfLevel === use.eqfLevel && count.activity === use.activity);
  for (const count of same) place(count, [line]);
  return [line];
};

const take = (row: number, fitting: readonly OpenLine[], asking: Map<OpenLine, Asking>): void => {
  const line = fitting.find(({ agreed, nominated }) => nominated < agreed) ?? fitting.at(-1);
  if (!line) return;
  const found = asking.get(line) ?? { place: closed(line), asked: 0, exceeding: [] };
  asking.set(line, found);
  if (line.nominated >= line.agreed) found.exceeding.push(row);
  found.asked += 1;
  line.nominated += 1;
};
