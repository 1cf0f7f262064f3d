/** What no notification told of: our node finds it all the same. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { heiId, iiaId } from "../../../src/kernel/ids.js";
import { copyWith, usualTerms } from "../../../src/sandbox/partners/office/copies.js";
import { officerAt } from "../../support/sandbox/officer.js";
import { type Stage, startStage } from "../../support/sandbox/partner-stage.js";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(["text-xml", "bad-digest"], { SURVEY_PER_MINUTE: "60" });
});
afterAll(() => stage?.stop());

test("the first agreement of a stranger whose notification was lost for good is found; one that does not answer troubles nobody", async () => {
  const { office, heiId: stranger } = stage.partner("text-xml");
  const officer = officerAt(stage);
  office.copies.set(iiaId("lost"), copyWith(usualTerms(stranger, heiId(stage.us.heiId), 2028), { own: stranger, id: iiaId("lost"), other: heiId(stage.us.heiId) }));
  const [found] = await stage.until("it is incoming", async () => {
    const incoming = await officer.incoming("text-xml");
    return incoming.length > 0 && incoming;
  });
  expect(found).toMatchObject({ iiaId: "lost", partnerHeiId: "text-xml.example" });
  const [failed] = await stage.until("both were asked", async () => {
    const asked = await officer.deliveries("bad-digest", "survey-iias");
    return asked[0]?.state === "delivered" && asked;
  });
  expect(failed).toMatchObject({ attempts: 1, objectId: "" });
  expect(await officer.exchanges("bad-digest", "iias")).toMatchObject([{ id: failed?.exchangeId, problem: expect.stringContaining("Digest") }]);
});
