import { expect, test } from "@jest/globals";
import { heiId } from "../../../src/kernel/ids.js";
import type { NewDelivery } from "../../../src/outbox/ports.js";
import { onEveryDatabase } from "../../support/servers/stores.js";

const ROWS = 20_000;

onEveryDatabase((subject) => {
  test("the index of a large partner goes into the outbox at once, and a second time changes nothing", async () => {
    const { store: { outbox }, clock } = subject();
    const rows = Array.from({ length: ROWS }, (_, at): NewDelivery =>
      ({ kind: "refresh-iia", heiId: heiId("rive.example"), partnerHeiId: heiId("large.example"), objectId: `iia-${at}`, dueAt: clock.now() }));
    await outbox.add(rows);
    await outbox.add(rows);
    expect(await outbox.counts()).toEqual({ waiting: ROWS, leased: 0, delivered: 0, stopped: 0, expired: 0 });
  });
});
