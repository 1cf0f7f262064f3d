/** Files of imports are sealed while they wait, and opened for the work. */
import { createSecretKey } from "node:crypto";
import { expect, test } from "@jest/globals";
import { composeImports } from "../../src/app/imports.js";
import type { ImportOrder } from "../../src/domain/imports/model.js";
import type { ClaimedImport, ImportEnd } from "../../src/domain/imports/ports.js";
import type { CohortCommand } from "../../src/domain/nominations/cohort/import.js";
import { heiId } from "../../src/kernel/ids.js";
import type { DataKey } from "../../src/security/keys/data-key.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";
import { until } from "../support/until.js";

const unasked = async (): Promise<never> => { throw new Error("nobody asks for this here"); };

test("what the store keeps tells of nobody, the work reads what was sent, and a file under the id of another import does not open", async () => {
  const kept: ClaimedImport[] = [];
  const read: string[] = [];
  const ends: ImportEnd[] = [];
  let waiting: ClaimedImport | undefined;
  const imports = composeImports({
    store: { imports: {
      add: async (order) => { waiting = { ...order, id: order.id === "moved" ? "elsewhere" : order.id, holder: "h", attempt: 1 }; kept.push(waiting); return true; },
      claim: async () => { const claimed = waiting; waiting = undefined; return claimed; },
      end: async (_claim, end) => void ends.push(end), giveBack: async (_claim) => void ends.push({ state: "failed", failure: "given back" }),
      get: unasked, reach: unasked, cancel: unasked, forget: unasked,
    } },
    nominations: { importCohort: async ({ bytes }: CohortCommand) => { read.push(Buffer.from(bytes).toString()); return { rows: 1, created: 1, skipped: 0, wrong: [], warnings: [], seats: [] }; } },
    courses: { importFile: unasked, importCourses: unasked },
    dataKeys: async () => createSecretKey(Buffer.alloc(32, 7)) as DataKey,
    system: { clock: steeredClock(), ids: { uuid: () => "h" }, logger: keptLog() },
  });
  const order = (id: string): ImportOrder => ({ heiId: heiId("rive.example"), kind: "nominations", id, file: Buffer.from("Ana,Núñez\n"), mediaType: "text/csv", confirm: true, actor: "office" });
  await imports.order(order("one"));
  await until("the first is over", async () => ends.length === 1);
  await imports.order(order("moved"));
  await until("the second is given back", async () => ends.length === 2);
  await imports.stop();
  expect([read, ends.map(({ state }) => state)]).toEqual([["Ana,Núñez\n"], ["done", "failed"]]);
  for (const { file } of kept) expect(Buffer.from(file).toString()).toMatch(/^v1\.[\w-]+$/);
});
