import { describe, expect, test } from "@jest/globals";
import { attemptWith } from "../../src/delivery/attempt.js";
import type { DeliveryPorts } from "../../src/delivery/handlers.js";
import { PartnerFailure } from "../../src/domain/partner-failure.js";
import { REFRESH_KINDS, type RefreshRequest } from "../../src/domain/refresh-requests.js";
import { heiId } from "../../src/kernel/ids.js";
import { type Delivery, type DeliveryKind, NOTIFICATION_KINDS, partsOfPull, PERIODIC, type PeriodicApi, UPDATE_KINDS, PULL_KINDS } from "../../src/outbox/model.js";
import { everyKind } from "../support/every-kind.js";
import { keptLog, steeredClock } from "../support/fixed-ports.js";

const A = heiId("rive.example");
const P = heiId("lac.example");

const delivery = (kind: DeliveryKind, objectId = "x"): Delivery =>
  ({ id: "1", kind, heiId: A, partnerHeiId: P, objectId, state: "leased", attempts: 0, dueAt: new Date(0), createdAt: new Date(0) });

const bench = (lastPull?: { pulledAt?: Date }, fail?: Error) => {
  const calls: unknown[][] = [];
  const call = (name: string) => async (...args: unknown[]): Promise<string> => {
    calls.push([name, ...args]);
    if (fail) throw fail;
    return `exchange of ${name}`;
  };
  const found: RefreshRequest[] = [{ kind: "refresh-iia", heiId: A, partnerHeiId: P, objectId: "theirs" }];
  const clock = steeredClock();
  const log = keptLog();
  const ports: DeliveryPorts = {
    notify: everyKind(NOTIFICATION_KINDS, call),
    update: everyKind(UPDATE_KINDS, call),
    refresh: everyKind(REFRESH_KINDS, (kind) => async (...args: unknown[]) => void (await call(kind)(...args))),
    toRefresh: everyKind(Object.keys(PERIODIC) as PeriodicApi[], (api) => async (...args: unknown[]) => {
      await call(`toRefresh ${api}`)(...args);
      clock.advance(5_000);
      return found;
    }),
    tellWebhook: async (lane) => void (await call("webhook")(lane)),
    refreshRequests: { add: async (requests) => void calls.push(["add", requests]) },
    pulls: { lastPull: async () => lastPull, pulled: async (...args) => void calls.push(["pulled", ...args]) },
    surveys: { surveyed: async (...args) => void calls.push(["surveyed", ...args]) },
    clock,
  };
  return { calls, found, log, attempt: attemptWith(ports, log) };
};

describe("what each kind of row asks for", () => {
  test.each([...NOTIFICATION_KINDS, ...UPDATE_KINDS, ...REFRESH_KINDS])("%s", async (kind) => {
    const { attempt, calls } = bench();
    const outcome = await attempt(delivery(kind));
    expect(calls).toEqual([[kind, A, P, "x"]]);
    expect(outcome).toEqual({ result: "delivered", ...(!kind.startsWith("refresh") && { exchangeId: `exchange of ${kind}` }) });
  });

  test("a pull goes back to the start of the last one and a margin, and counts from its own start", async () => {
    const { attempt, calls, found } = bench({ pulledAt: new Date("2026-03-01T07:30:00Z") });
    expect(await attempt(delivery("pull-iias", ""))).toEqual({ result: "delivered" });
    expect(calls).toEqual([
      ["toRefresh iias", A, P, new Date("2026-03-01T07:20:00Z")], ["add", found], ["pulled", A, P, "pull-iias", new Date("2026-03-01T08:00:00Z")],
    ]);
  });

  test("a first pull and every sweep ask for everything", async () => {
    for (const kind of PULL_KINDS) {
      const [what, api] = partsOfPull(kind);
      const { attempt, calls, found } = bench(what === "sweep" ? { pulledAt: new Date(0) } : undefined);
      await attempt(delivery(kind, ""));
      expect(calls).toEqual([[`toRefresh ${api}`, A, P, undefined], ["add", found], ["pulled", A, P, `sweep-${api}`, new Date("2026-03-01T08:00:00Z")]]);
    }
  });

  test("a survey reads what a stranger lists, and makes it no partner by that", async () => {
    const { attempt, calls, found } = bench();
    expect(await attempt(delivery("survey-iias", ""))).toEqual({ result: "delivered" });
    expect(calls).toEqual([["toRefresh iias", A, P], ["add", found], ["surveyed", A, P]]);
  });

  test("nobody has to look at a stranger that does not answer a survey; it did not count", async () => {
    for (const retry of [true, false]) {
      const { attempt, calls, log } = bench(undefined, new PartnerFailure({ reason: "No answer.", retry, exchangeId: "e9" }));
      expect(await attempt(delivery("survey-iias", ""))).toEqual({ result: "delivered", exchangeId: "e9" });
      expect([calls, log.lines]).toEqual([[["toRefresh iias", A, P]], []]);
    }
  });

  test("a pull that failed does not count", async () => {
    const { attempt, calls } = bench(undefined, new PartnerFailure({ reason: "No answer.", retry: true }));
    expect(await attempt(delivery("pull-iias", ""))).toEqual({ result: "retry", reason: "No answer." });
    expect(calls.map(([name]) => name)).toEqual(["toRefresh iias"]);
  });
});

describe("failures", () => {
  test.each<[DeliveryKind, number | undefined, "retry" | "stopped"]>([
    ["iia-cnr", 200, "retry"], ["iia-approval-cnr", 302, "retry"], ["iia-cnr", 400, "stopped"], ["iia-cnr", undefined, "stopped"], ["refresh-iia", 200, "stopped"],
  ])("%s answered with status %s by something that is no EWP answer: %s, since a notification may not have arrived and a second one does no harm", async (kind, status, result) => {
    const { attempt } = bench(undefined, new PartnerFailure({ reason: "The answer is a page.", retry: false, status }));
    expect(await attempt(delivery(kind))).toEqual({ result, reason: "The answer is a page." });
  });

  test.each([[true, "retry"], [false, "stopped"]] as const)("of a partner: retry %s is %s", async (retry, result) => {
    const { attempt } = bench(undefined, new PartnerFailure({ reason: "The partner said so.", retry, exchangeId: "e9" }));
    expect(await attempt(delivery("iia-cnr"))).toEqual({ result, reason: "The partner said so.", exchangeId: "e9" });
  });

  test("of our own are tried again, with a reason that gives nothing away", async () => {
    const { attempt, log } = bench(undefined, new TypeError("undefined is not a function"));
    expect(await attempt(delivery("iia-cnr"))).toEqual({ result: "retry", reason: "This node had a problem of its own; it will try again.", ours: true });
    expect(log.lines).toEqual([{ level: "error", message: "a delivery failed for a reason of our own", facts: { delivery: "1", kind: "iia-cnr", partner: P, error: "TypeError: undefined is not a function" } }]);
  });
});
