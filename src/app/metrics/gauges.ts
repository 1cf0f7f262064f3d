import type { Registry } from "prom-client";
import { catalogueState } from "../../api/network/catalogue/present.js";
import type { Core } from "../core.js";

type Prom = Pick<typeof import("prom-client"), "Gauge">;

/** States that are asked for when somebody reads them. A database that does not answer leaves its gauges out. */
export const registerGauges = (registry: Registry, { Gauge }: Prom, { store, catalogue, system }: Pick<Core, "store" | "catalogue" | "system">): void => {
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
