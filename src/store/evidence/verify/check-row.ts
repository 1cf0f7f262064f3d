import { isDeepStrictEqual } from "node:util";
import { contentFields, type KeptTexts, leafOf } from "../../../domain/evidence/content.js";
import type { EvidenceSeal } from "../../../domain/evidence/ports.js";
import { toSummary } from "../../exchanges/rows.js";
import type { BodyDigests } from "./body-digests.js";
import { type ChainedRow, isWhole } from "./read-blocks.js";
import { columnsOf, openTexts, type SealedRow } from "../sealed-row.js";

/** What is wrong with a row that should have this leaf; undefined when it is as it was written. */
export const rowProblem = (row: ChainedRow, leaf: Buffer, seal: EvidenceSeal, bodies: BodyDigests): string | undefined => {
  const { sealed, kind } = row;
  if (sealed === null || kind === null) return "what was sealed in it is gone";
  for (const part of ["request", "response"] as const) {
    const address = row[`${part}_address`];
    if (address !== null && bodies.digestAt(address) === undefined) return `the body of its ${part} was changed or is gone`;
  }
  const opened = opening(() => openTexts({ id: row.id, sealed }, seal));
  if (!opened) return "what is sealed in it was changed";
  const texts: KeptTexts = { ...opened, requestId: row.request_id, quirks: row.quirks && JSON.stringify(row.quirks) };
  const digestAt = (address: Buffer | null) => (address === null ? null : bodies.digestAt(address) ?? null);
  const summary = toSummary(row, texts);
  const fields = contentFields(summary, kind, { texts, bodies: { request: digestAt(row.request_address), response: digestAt(row.response_address) } });
  if (!leafOf(fields).equals(leaf)) return "its content is not what was written";
  const column = changedColumn(row, columnsOf(summary, kind, texts, row));
  return column === undefined ? undefined : `its column ${column} was changed`;
};

/** Columns that the hash does not cover have to be what they are made of. */
const changedColumn = (row: ChainedRow, expected: SealedRow): string | undefined => {
  if (!isWhole(row)) return "at";
  const found: Readonly<Record<string, unknown>> = { ...row, request_headers: JSON.stringify(row.request_headers) };
  return Object.entries(expected).find(([name, value]) => !isDeepStrictEqual(found[name], value))?.[0];
};

const opening = <T>(open: () => T): T | undefined => {
  try {
    return open();
  } catch {
    return undefined;
  }
};
