/** How imports of every kind are ordered and answered. */
import type { Import, ImportKind, ImportOrder, ImportReports } from "../../domain/imports/model.js";
import { given } from "../../kernel/given.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";

export type ImportServices = Pick<OfficeServices, "imports" | "ids">;

/** Callers that do not ask to be answered at once are kept waiting for so long, which what stands between us and them allows. */
const WAIT_MS = 20_000;

interface Presented<K extends ImportKind> extends Omit<Schema<"CohortImport">, "report"> {
  readonly report?: ImportReports[K];
}

export const presentImport = <K extends ImportKind>({ heiId: _hei, kind: _kind, createdAt, endedAt, ...facts }: Import<K>): Presented<K> =>
  ({ ...facts, createdAt: createdAt.toISOString(), ...given({ endedAt: endedAt?.toISOString() }) });

const addressOf = (kind: ImportKind, heiId: HeiId, id: string): string => `/institutions/${encodeURIComponent(heiId)}/${RESOURCES[kind]}/${encodeURIComponent(id)}`;
const RESOURCES: Readonly<Record<ImportKind, string>> = { nominations: "nomination-imports", courses: "course-imports" };

/** 200 with the report when it is done while the caller waits; else, or when the caller asks for that, 202 with the import and where to follow it. */
export const orderImport = async <K extends ImportKind>({ imports }: ImportServices, kind: K, order: Omit<ImportOrder, "kind">, respondAsync: boolean) => {
  const { heiId, id } = order;
  await imports.order({ ...order, kind });
  const found = await imports.waitFor(heiId, kind, id, respondAsync ? 0 : WAIT_MS);
  const location = addressOf(kind, heiId, id);
  return found.report && !respondAsync ? { status: 200 as const, body: found.report, location } : { status: 202 as const, body: presentImport(found), location };
};
