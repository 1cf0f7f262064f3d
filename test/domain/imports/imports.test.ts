/** Imports over a real store: what is kept, who goes on with what another process left, and how they end. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ImportOrder } from "../../../src/domain/imports/model.js";
import type { Importer } from "../../../src/domain/imports/ports.js";
import type { Tell } from "../../../src/domain/imports/progress.js";
import { createImports, type Imports } from "../../../src/domain/imports/service.js";
import type { CohortReport } from "../../../src/domain/nominations/cohort/import.js";
import { badRequest, EwpError } from "../../../src/kernel/errors.js";
import { heiId } from "../../../src/kernel/ids.js";
import type { Store } from "../../../src/store/open.js";
import { keptLog, steeredClock } from "../../support/fixed-ports.js";
import { embeddedStore } from "../../support/servers/embedded.js";

const clock = steeredClock();
const log = keptLog();
let store: Store;
let institutions = 0;
let ours = heiId("rive.example");
beforeAll(async () => { store = await embeddedStore({ clock, logger: log }); });
afterAll(() => store.close());
/** What other tests left has another institution. */
beforeEach(() => { ours = heiId(`hei-${++institutions}.example`); });

const REPORT: CohortReport = { rows: 3, created: 3, skipped: 0, wrong: [], warnings: [], seats: [] };
const DONE = { report: REPORT, rows: 3, stored: 3 };
const order = (id: string, facts: Partial<ImportOrder> = {}): ImportOrder =>
  ({ heiId: ours, kind: "nominations", id, file: Buffer.from("a,b\n"), mediaType: "text/csv", confirm: true, actor: "office", ...facts });
/** A process with this work. */
const processWith = (nominations: Importer<"nominations">): Imports =>
  createImports({ store: store.imports, importers: { nominations, courses: async () => { throw new Error("no courses here"); } }, clock, ids: { uuid: () => randomUUID() }, logger: log });
const over = (imports: Imports, id: string) => imports.waitFor(ours, "nominations", id, 30_000);

/** Work that waits at every step for the test. */
const inSteps = () => {
  const steps: { readonly order: ImportOrder; readonly tell: Tell; readonly end: (error?: Error) => void }[] = [];
  const waiting: (() => void)[] = [];
  const work: Importer<"nominations"> = (given, tell) => new Promise((resolve, reject) => {
    steps.push({ order: given, tell, end: (error) => (error ? reject(error) : resolve(DONE)) });
    waiting.splice(0).forEach((wake) => wake());
  });
  const begun = async (count: number) => {
    while (steps.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    const step = steps[count - 1];
    if (!step) throw new Error("no such step");
    return step;
  };
  return { work, begun, steps };
};

describe("an import", () => {
  test("is told with how far it is, and its report at the end", async () => {
    const { work, begun } = inSteps();
    const imports = processWith(work);
    await imports.order(order("one", { repeated: "skip" }));
    const step = await begun(1);
    expect(step.order).toMatchObject({ file: expect.any(Uint8Array), mediaType: "text/csv", confirm: true, repeated: "skip", actor: "office" });
    const look = () => imports.get(ours, "nominations", "one");
    expect(await look()).toMatchObject({ state: "waiting", rows: 0, looked: 0, stored: 0 });
    await step.tell({ phase: "looking", rows: 3, done: 2 });
    expect(await look()).toMatchObject({ state: "looking", rows: 3, looked: 2, stored: 0 });
    await step.tell({ phase: "storing", rows: 3, done: 1 });
    expect(await look()).toMatchObject({ state: "storing", rows: 3, stored: 1 });
    step.end();
    expect(await over(imports, "one")).toEqual({ heiId: ours, kind: "nominations", id: "one", state: "done", confirm: true, rows: 3, looked: 3, stored: 3, createdAt: clock.now(), endedAt: clock.now(), report: REPORT });
    await imports.order(order("one"));
    expect((await over(imports, "one")).state).toBe("done");
    await expect(imports.get(ours, "courses", "one")).rejects.toThrow("There is no import with this id.");
  });

  test("waits for the one before it, of the same institution and kind only", async () => {
    const { work, begun, steps } = inSteps();
    const imports = processWith(work);
    await imports.order(order("first"));
    await imports.order(order("second"));
    const first = await begun(1);
    await imports.order(order("elsewhere", { heiId: heiId(`other-${ours}`) }));
    const elsewhere = await begun(2);
    expect([elsewhere.order.id, (await imports.get(ours, "nominations", "second")).state]).toEqual(["elsewhere", "waiting"]);
    elsewhere.end();
    first.end();
    (await begun(3)).end();
    await over(imports, "second");
    expect(steps.map(({ order: { id } }) => id)).toEqual(["first", "elsewhere", "second"]);
  });

  test("that a killed process left is gone on with, and that process writes nothing any more", async () => {
    const [killed, next] = [inSteps(), inSteps()];
    await processWith(killed.work).order(order("one"));
    const left = await killed.begun(1);
    await left.tell({ phase: "storing", rows: 3, done: 1 });
    const imports = processWith(next.work);
    imports.goOn();
    clock.advance(19_000);
    imports.goOn();
    expect(next.steps).toEqual([]);
    clock.advance(2_000);
    imports.goOn();
    const step = await next.begun(1);
    expect([step.order.id, Buffer.from(step.order.file).toString()]).toEqual(["one", "a,b\n"]);
    await expect(left.tell({ phase: "storing", rows: 3, done: 2 })).rejects.toThrow("lost");
    left.end();
    await step.tell({ phase: "storing", rows: 3, done: 2 });
    expect(await imports.get(ours, "nominations", "one")).toMatchObject({ state: "storing", stored: 2 });
    step.end();
    expect((await over(imports, "one")).state).toBe("done");
  });

  test("that an orderly stop interrupts is gone on with at once", async () => {
    const [first, second] = [inSteps(), inSteps()];
    const stopped = processWith(first.work);
    await stopped.order(order("one"));
    const step = await first.begun(1);
    const stop = stopped.stop();
    await step.tell({ phase: "storing", rows: 3, done: 1 }).catch(step.end);
    await stop;
    const imports = processWith(second.work);
    imports.goOn();
    (await second.begun(1)).end();
    expect((await over(imports, "one")).state).toBe("done");
  });

  test("is cancelled at once while it waits, and at its next step while it is at work", async () => {
    const { work, begun, steps } = inSteps();
    const imports = processWith(work);
    await imports.order(order("working"));
    const step = await begun(1);
    await imports.order(order("waiting"));
    expect(await imports.cancel(ours, "nominations", "waiting")).toMatchObject({ state: "cancelled", endedAt: clock.now() });
    await step.tell({ phase: "storing", rows: 3, done: 1 });
    expect(await imports.cancel(ours, "nominations", "working")).toMatchObject({ state: "storing" });
    await step.tell({ phase: "storing", rows: 3, done: 2 }).catch(step.end);
    expect(await over(imports, "working")).toMatchObject({ state: "cancelled", stored: 2 });
    expect((await imports.cancel(ours, "nominations", "working")).state).toBe("cancelled");
    expect(steps).toHaveLength(1);
  });

  test("that fails is tried again, five times at most; a refusal is the end at once", async () => {
    let attempts = 0;
    const imports = processWith(async () => {
      attempts += 1;
      throw new Error("out of memory");
    });
    await imports.order(order("one"));
    for (let turn = 1; turn <= 6; turn++) {
      await imports.waitFor(ours, "nominations", "one", 1_000);
      clock.advance(10_000);
      imports.goOn();
    }
    expect(await over(imports, "one")).toMatchObject({ state: "failed", failure: "It was begun 5 times and never came to an end; the log says why." });
    expect(attempts).toBe(5);
    const refused = processWith(async () => { throw badRequest("The id of this mobility is or was in use."); });
    await refused.order(order("two"));
    expect(await over(refused, "two")).toMatchObject({ state: "failed", failure: "The id of this mobility is or was in use." });
  });

  test("is not taken while ten are not over, and forgotten a month after its end", async () => {
    const { work, begun, steps } = inSteps();
    const imports = processWith(work);
    for (let number = 0; number < 10; number++) await imports.order(order(`n${number}`));
    await imports.order(order("n3"));
    const refused = await imports.order(order("n10")).then(() => undefined, (error: unknown) => error);
    expect(refused instanceof EwpError && [refused.status, refused.code, refused.developerMessage]).toEqual([409, "too-many-imports", "10 imports of this institution are not over yet."]);
    for (let number = 1; number <= 10; number++) (await begun(number)).end();
    expect((await over(imports, "n9")).state).toBe("done");
    expect(steps).toHaveLength(10);
    clock.advance(30 * 24 * 3_600_000 - 1);
    await imports.forget();
    expect((await imports.get(ours, "nominations", "n9")).state).toBe("done");
    clock.advance(2);
    expect(await imports.forget()).toBeGreaterThanOrEqual(10);
    await expect(imports.get(ours, "nominations", "n9")).rejects.toThrow("There is no import with this id.");
  });
});
