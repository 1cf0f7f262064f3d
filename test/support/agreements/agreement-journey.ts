/** The usual way of an agreement between two wired institutions, one step per function. */
import type { AgreementPair, Condition } from "../../../src/domain/agreements/model.js";
import { statusOf } from "../../../src/domain/agreements/status.js";
import type { IiaId } from "../../../src/kernel/ids.js";
import { A, B, agreementNetwork, content, type AgreementNetwork, type Side } from "./agreement-network.js";

export interface Journey extends AgreementNetwork {
  readonly aId: IiaId;
  readonly bId: IiaId;
}

/** A has sent a copy and B has made its own from it; both are bound. */
export const boundJourney = async (...conditions: readonly Condition[]): Promise<Journey> => {
  const network = agreementNetwork();
  const { a, b } = network;
  const draft = await a.agreements.create({ heiId: A, partnerHeiId: B, content: content(...conditions), actor: "office" });
  const aId = draft.agreement.id;
  await a.agreements.share({ heiId: A, id: aId, actor: "office" });
  await network.settle();
  const adopted = await b.agreements.adopt({ heiId: B, partnerHeiId: A, theirId: aId, actor: "office" });
  await network.settle();
  return { ...network, aId, bId: adopted.agreement.id };
};

export const command = (side: Side, id: IiaId) => ({ heiId: side.heiId, id, actor: "office" });
export const idOn = (journey: Journey, side: Side): IiaId => (side.heiId === A ? journey.aId : journey.bId);

/** The pair as one side sees it. */
export const seen = (journey: Journey, side: Side): Promise<AgreementPair> => side.agreements.get(side.heiId, idOn(journey, side));
export const statuses = async (journey: Journey): Promise<readonly [string, string]> => [statusOf(await seen(journey, journey.a)), statusOf(await seen(journey, journey.b))];

/** One side approves what it holds of the other. */
export const approve = async (journey: Journey, side: Side): Promise<AgreementPair> => {
  const { theirs } = await seen(journey, side);
  return side.agreements.approve({ ...command(side, idOn(journey, side)), reviewedHash: theirs?.current.hash ?? "" });
};

/** Bound, and approved by both. */
export const inForceJourney = async (...conditions: readonly Condition[]): Promise<Journey> => {
  const journey = await boundJourney(...conditions);
  await approve(journey, journey.a);
  await journey.settle();
  await approve(journey, journey.b);
  await journey.settle();
  return journey;
};

/** One side edits its copy. */
export const edit = (journey: Journey, side: Side, ...conditions: readonly Condition[]): Promise<AgreementPair> =>
  side.agreements.edit({ ...command(side, idOn(journey, side)), content: content(...conditions) });

/** The two hashes, as their owners have them. */
export const hashes = async (journey: Journey): Promise<readonly [string, string]> =>
  [(await seen(journey, journey.a)).agreement.mine.hash, (await seen(journey, journey.b)).agreement.mine.hash];
