/** Whose turn it is after a change of what was agreed (PROTOCOL 6.3 "Modify an approved IIA"). */
import { expect, test } from "@jest/globals";
import { turnOf } from "../../../src/domain/agreements/status.js";
import { condition } from "../../support/agreements/agreement-network.js";
import { approve, edit, inForceJourney, seen, type Journey } from "../../support/agreements/agreement-journey.js";

const turns = async (journey: Journey) => [turnOf(await seen(journey, journey.a)), turnOf(await seen(journey, journey.b))];

test("the old approval of the copy that did not change is not told as news", async () => {
  const journey = await inForceJourney();
  await edit(journey, journey.a, condition({ mobilitiesPerYear: 8 }));
  await journey.settle();
  expect(await turns(journey)).toEqual([
    { turn: "partner", step: "changed-by-us", sentence: "You changed your copy after it was agreed. The partner has yet to accept the change, or you return to the agreed version." },
    { turn: "us", step: "changed-by-partner", sentence: "The partner changed its copy after it was agreed. Accept the change in your copy and approve, or ask the partner to return to the agreed version." },
  ]);
});

test("once both copies carry the change it goes on as for a new agreement", async () => {
  const journey = await inForceJourney();
  for (const side of [journey.a, journey.b]) {
    await edit(journey, side, condition({ mobilitiesPerYear: 8 }));
    await journey.settle();
  }
  expect((await turns(journey)).map(({ turn }) => turn)).toEqual(["both", "both"]);
  await approve(journey, journey.b);
  await journey.settle();
  expect(await turns(journey)).toEqual([
    { turn: "us", step: "us-to-approve", sentence: "The partner has approved your copy. Compare the two copies, then approve the partner's." },
    { turn: "partner", step: "partner-to-approve", sentence: "You have approved the partner's copy. The partner has yet to approve yours." },
  ]);
});
