import { describe, expect, test } from "@jest/globals";
import type { Delivery } from "../../src/outbox/model.js";
import { heiId, type HeiId } from "../../src/kernel/ids.js";
import type { Store } from "../../src/store/open.js";
import { A, LEASE_MS, outboxActs } from "../support/outbox-acts.js";
import type { StoreSubject } from "../support/servers/stores.js";

/** What every `PullStore` and `SurveyStore` promise. */
export const pullStoreContract = (subject: () => StoreSubject): void => {
  const { outbox, now, claim, finish, all } = outboxActs(subject);

  describe("periodic look-ups", () => {
    test("one row per partnership and interval, however many processes ask", async () => {
      const { store, other } = subject();
      await store.pulls.pulled(A, heiId("pull-1"), "pull-iias", new Date("2026-01-01"));
      await store.pulls.pulled(A, heiId("pull-2"), "sweep-iias", new Date("2026-01-02"));
      expect(await store.pulls.lastPull(A, heiId("pull-1"), "iias")).toEqual({ pulledAt: new Date("2026-01-01") });
      expect(await store.pulls.lastPull(A, heiId("pull-2"), "iias")).toEqual({ pulledAt: new Date("2026-01-02"), sweptAt: new Date("2026-01-02") });
      expect(await store.pulls.lastPull(A, heiId("pull-3"), "iias")).toBeUndefined();
      const ask = () => Promise.all([store, other, store, other].map(({ pulls }) => pulls.schedule("pull-iias", now(), 1_800_000)));
      expect((await ask()).reduce((a, b) => a + b)).toBe(2);
      expect((await all()).map(({ kind, partnerHeiId, objectId }) => [kind, partnerHeiId, objectId]).sort()).toEqual([["pull-iias", "pull-1", ""], ["pull-iias", "pull-2", ""]]);
      const [slow, quick] = await claim() as [Delivery, Delivery];
      await finish(quick, "delivered");
      await finish(slow, "waiting", { dueInMs: 9_000_000 });
      subject().clock.advance(1_799_999);
      expect((await ask()).reduce((a, b) => a + b)).toBe(0);
      subject().clock.advance(1);
      expect((await ask()).reduce((a, b) => a + b)).toBe(1);
      expect((await outbox().get(A, slow.id))?.dueAt).toEqual(new Date(slow.dueAt.getTime() - LEASE_MS + 9_000_000));
      expect(await store.pulls.schedule("sweep-iias", now(), 86_400_000)).toBe(2);
    });
  });

  describe("the survey of the network", () => {
    const [GAP, DAY, ROUND] = [15_000, 86_400_000, 30 * 86_400_000];
    const survey = (offering: readonly string[], through: Pick<Store, "surveys"> = subject().store) =>
      through.surveys.survey({ now: now(), offering: offering.map(heiId), gapMs: GAP, roundMs: ROUND, unansweredMs: DAY });
    const asked = async (hei = A) => (await outbox().list(hei, { kinds: ["survey-iias"] }, { limit: 500 })).items.map(({ partnerHeiId }) => partnerHeiId).sort();
    const B = heiId("survey-b.example");
    const put = (hei: HeiId) => subject().store.institutions.put({
      heiId: hei, revision: 1, names: [{ text: "Institute" }], otherIds: [], websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [], adminEmails: ["ewp@survey.example"], changedAt: now(),
    });
    const STRANGERS = ["s1.example", "s2.example", "s3.example"];

    test("every institution of the network that is no partner is asked once, one at a time, however many processes ask", async () => {
      const { store, other, clock } = subject();
      await put(A);
      await store.pulls.pulled(A, heiId("friend.example"), "sweep-iias", now());
      const offering = [A, "friend.example", ...STRANGERS];
      const ask = async () => (await Promise.all([store, other, store, other].map((through) => survey(offering, through)))).filter(Boolean).length;
      for (let turn = 0; turn < STRANGERS.length; turn++) {
        expect(await ask()).toBe(1);
        clock.advance(GAP - 1);
        expect(await ask()).toBe(0);
        clock.advance(1);
      }
      expect(await asked()).toEqual(STRANGERS);
      expect(await ask()).toBe(0);
      expect((await all())[0]).toMatchObject({ kind: "survey-iias", objectId: "", state: "waiting", dueAt: new Date(now().getTime() - GAP) });
    });

    test("who did not answer is asked again after a day, who answered after a round; who became a partner no more", async () => {
      const { store, clock } = subject();
      for (const delivery of await claim()) await finish(delivery, "delivered");
      await store.surveys.surveyed(A, heiId("s1.example"));
      await store.surveys.surveyed(A, heiId("s2.example"));
      clock.advance(DAY);
      expect([await survey([A, ...STRANGERS]), await asked()]).toEqual([true, ["s3.example"]]);
      await store.surveys.surveyed(A, heiId("s3.example"));
      await store.pulls.pulled(A, heiId("s2.example"), "sweep-iias", now());
      clock.advance(ROUND - GAP);
      expect([await survey([A, ...STRANGERS]), await asked()]).toEqual([true, ["s1.example", "s3.example"]]);
      clock.advance(GAP);
      expect([await survey([A, ...STRANGERS]), await asked()]).toEqual([false, ["s1.example", "s3.example"]]);
    });

    test("a look that waits is not doubled; nobody asks for an institution that the catalogue does not show, nor for one that is not ours", async () => {
      await put(B);
      subject().clock.advance(GAP);
      expect(await survey([...STRANGERS, "stranger.example"])).toBe(false);
      for (let turn = 0; turn < STRANGERS.length; turn++) {
        expect(await survey([B, ...STRANGERS])).toBe(true);
        subject().clock.advance(DAY);
      }
      for (let turn = 0; turn < STRANGERS.length; turn++) {
        await survey([B, ...STRANGERS]);
        subject().clock.advance(DAY);
      }
      expect(await asked(B)).toEqual(STRANGERS);
      for (const delivery of await claim()) await finish(delivery, "delivered");
    });
  });
};
