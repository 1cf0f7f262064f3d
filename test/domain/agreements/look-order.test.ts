/** Looks that overlap: an answer that was on its way while a newer one was recorded must not undo what the newer one said. */
import { describe, expect, test } from "@jest/globals";
import { A, B, condition } from "../../support/agreements/agreement-network.js";
import { approve, boundJourney, command, edit, inForceJourney, seen, statuses } from "../../support/agreements/agreement-journey.js";

const seats = (mobilitiesPerYear: number) => condition({ mobilitiesPerYear });

describe("an older answer that comes last", () => {
  test("does not undo a newer copy", async () => {
    const journey = await boundJourney();
    const { a, b, bId } = journey;
    b.meanwhile = async () => {
      await edit(journey, b, seats(7));
      await a.agreements.refreshCopy(A, B, bId);
    };
    await a.agreements.refreshCopy(A, B, bId);
    expect((await seen(journey, a)).theirs?.current.hash).toBe((await seen(journey, b)).agreement.mine.hash);
    expect((await a.store.partnerVersions(A, B, bId)).map(({ version }) => version)).toEqual([2, 1]);
  });

  test("does not bring back a copy that is gone", async () => {
    const journey = await inForceJourney();
    const { a, b, bId } = journey;
    b.meanwhile = async () => {
      b.bend = () => undefined;
      await a.agreements.refreshCopy(A, B, bId);
    };
    await a.agreements.refreshCopy(A, B, bId);
    expect((await statuses(journey))[0]).toBe("partner-gone");
  });

  test("does not lose a copy that is back", async () => {
    const journey = await inForceJourney();
    const { a, b, bId } = journey;
    b.bend = () => undefined;
    b.meanwhile = async () => {
      b.bend = (copy) => copy;
      journey.clock.advance(1);
      await a.agreements.refreshCopy(A, B, bId);
    };
    await a.agreements.refreshCopy(A, B, bId);
    expect((await statuses(journey))[0]).toBe("in-force");
  });

  test("does not bring back an approval that was withdrawn", async () => {
    const journey = await boundJourney();
    const { a, b, aId, bId } = journey;
    await approve(journey, b);
    b.meanwhile = async () => {
      await a.agreements.refreshApproval(A, B, aId);
      await b.agreements.withdrawApproval(command(b, bId));
      await a.agreements.refreshApproval(A, B, aId);
    };
    await a.agreements.refreshApproval(A, B, aId);
    expect((await seen(journey, a)).agreement.approvalByPartner).toBeUndefined();
  });
});

test("a partner that has something new at every look is looked at again later", async () => {
  const journey = await boundJourney();
  const { a, b, bId } = journey;
  const restless = (places: number): void => {
    b.meanwhile = async () => {
      await edit(journey, b, seats(places));
      await a.agreements.refreshCopy(A, B, bId);
      restless(places + 1);
    };
  };
  restless(10);
  await expect(a.agreements.refreshCopy(A, B, bId)).rejects.toMatchObject({ name: "PartnerFailure", retry: true, reason: "The partner's data changed each time that it was read." });
});
