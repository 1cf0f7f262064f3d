import { createLearningAgreements, type LearningAgreements } from "../domain/learning-agreements/service.js";
import { omobilityLasV1Client } from "../ewp/omobility-las/v1/client.js";
import type { Calls } from "../ewp/runtime/call.js";
import type { Store } from "../store/open.js";
import { unlessRemoved } from "./unless-removed.js";

/** Learning agreements over this node's store and calls. */
export const composeLearningAgreements = ({ store, calls }: { readonly store: Store; readonly calls: Calls }): LearningAgreements => {
  const unlessGone = unlessRemoved(store, "incoming-learning-agreements");
  const partners = omobilityLasV1Client(calls);
  const fetch: typeof partners.fetch = (scope) => unlessGone(scope.heiId, scope.partnerHeiId, scope.omobilityId, () => partners.fetch(scope));
  return createLearningAgreements({ store: store.learningAgreements, references: store.references, partners: { ...partners, fetch } });
};
