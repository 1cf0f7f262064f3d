import type { Registry } from "prom-client";
import { catalogueState } from "../../api/network/catalogue/present.js";
import type { Clock } from "../../kernel/ports.js";
import type { Core } from "../core.js";

type Prom = Pick<typeof import("prom-client"), "Gauge">;

/** States that are asked for when somebody reads them. A database that does not answer leaves its gauges out. */
export const registerGauges = (registry: Registry, { Gauge }: Prom, { config, store, catalogue, system }: Pick<Core, "config" | "store" | "catalogue" | "system">): void => {
  const registers = [registry];
  const secondsSince = (moment: Date | undefined): number => (moment === undefined ? 0 : Math.max(0, (system.clock.now().getTime() - moment.getTime()) / 1000));
  const unlessAway = async (work: () => Promise<void>): Promise<void> => work().catch(() => undefined);
  new Gauge({
    name: "passerelle_database_up", help: "1 when the database answers.", registers,
    async collect() {
      this.set(await store.ping().then(() => 1, () => 0));
    },
  });
  new Gauge({
    name: "passerelle_outbox_rows", help: "Deliveries by state, of all processes of this node together.", labelNames: ["state"], registers,
    async collect() {
      this.reset();
      await unlessAway(async () => Object.entries(await store.outbox.counts()).forEach(([state, rows]) => this.set({ state }, rows)));
    },
  });
  new Gauge({
    name: "passerelle_outbox_late_seconds", help: "For how long the delivery that is due longest has been due.", registers,
    async collect() {
      await unlessAway(async () => this.set(secondsSince(await store.outbox.oldestDueAt())));
    },
  });
  const recordCounts = seldom(system.clock, () => store.retention.overdue(config.records));
  new Gauge({
    name: "passerelle_student_records", help: "Records of students that are past their time (due: removed by the next look; open: waiting for somebody), and those that were removed. Counted every ten minutes.", labelNames: ["kind", "standing"], registers,
    async collect() {
      this.reset();
      await unlessAway(async () => Object.entries(await recordCounts()).forEach(([kind, counts]) => Object.entries(counts).forEach(([standing, records]) => this.set({ kind, standing }, records))));
    },
  });
  new Gauge({
    name: "passerelle_catalogue_age_seconds", help: "Since the registry last confirmed this process's copy of the catalogue.", registers,
    collect() {
      this.set((catalogue.status().ageMs ?? 0) / 1000);
    },
  });
  new Gauge({
    name: "passerelle_catalogue_usable", help: "1 when there is a catalogue that callers can be looked up in.", registers,
    collect() {
      const state = catalogueState(catalogue.status());
      this.set(state === "current" || state === "stale" ? 1 : 0);
    },
  });
};

const SELDOM_MS = 600_000;

/** What takes long to count is counted once in ten minutes; a failure is not kept. */
const seldom = <T>(clock: Clock, count: () => Promise<T>): (() => Promise<T>) => {
  let last: { readonly at: number; readonly value: T } | undefined;
  return async () => {
    const now = clock.now().getTime();
    if (!last || now - last.at >= SELDOM_MS) last = { at: now, value: await count() };
    return last.value;
  };
};
