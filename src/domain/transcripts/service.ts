import { badRequest, notAllowedNow, partnerFailed } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { type HeiId, omobilityId } from "../../kernel/ids.js";
import { inOrder, overtaken, untilInOrder } from "../look-order.js";
import { PartnerFailure } from "../partner-failure.js";
import type { Problem } from "../problem.js";
import type { GradeScaleStore } from "../recognition/grade-scale.js";
import type { AgreedStudiesOf } from "../recognition/model.js";
import type { RefreshRequest } from "../refresh-requests.js";
import type { HandDecision } from "./hand-decision.js";
import { handProblems } from "./hand-problems.js";
import type { ReceivedTranscript, TranscriptKey } from "./model.js";
import { noTranscript } from "./no-transcript.js";
import type { CheckedReceipt, FoundReceipt, PartnerTranscripts } from "./ports.js";
import { createReceivedQueries, type QueryDependencies } from "./received-queries.js";
import { decideAgain, decideByHand, isOutdated, lose, receive } from "./transitions.js";

interface TranscriptDependencies extends QueryDependencies {
  readonly partners: PartnerTranscripts;
  readonly agreedStudiesOf: AgreedStudiesOf;
  readonly gradeScales: Pick<GradeScaleStore, "get">;
}

interface Command {
  readonly key: TranscriptKey;
  readonly ifRevision?: number | undefined;
  /** The token's name. */
  readonly actor: string;
}

const transcriptRefused = (refusals: readonly Problem[]) =>
  notAllowedNow("The transcript was refused.", "This transcript was refused; ask the partner for a corrected one.", { code: "transcript-refused", details: refusals });
const markOf = ({ received }: FoundReceipt): string => JSON.stringify([received?.revision, received?.confirmedAt]);

/** Transcripts of partners, with what we recognise of them (PROTOCOL 5.19, 6.6). */
export const createTranscripts = (dependencies: TranscriptDependencies) => {
  const { store, partners, agreedStudiesOf, gradeScales } = dependencies;
  const basisOf = async (key: TranscriptKey) => ({ agreed: await agreedStudiesOf(key), home: await gradeScales.get(key.heiId) });
  const queries = createReceivedQueries(dependencies);
  const receivedOf = async (key: TranscriptKey): Promise<ReceivedTranscript> => (await store.received(key)) ?? Promise.reject(noTranscript());

  const receipt = async (key: TranscriptKey): Promise<CheckedReceipt> => {
    const [found, basis] = [await queries.receipt(key), await basisOf(key)];
    return { ...found, isOutdated: isOutdated(found, basis) };
  };

  const look = (key: TranscriptKey): Promise<void> => untilInOrder(async () => {
    const asked = markOf(given({ received: await store.received(key) }));
    const fetched = await partners.fetch(key.heiId, key.partnerHeiId, key.omobilityId);
    const basis = await basisOf(key);
    const decide = inOrder((found: FoundReceipt, now: Date) => (fetched ? receive(found, { key, fetched, ...basis }, now) : lose(found, key, now)), markOf, asked);
    return (await store.decideReceived(key, decide)).isOvertaken ? overtaken : undefined;
  });

  return {
    ...queries,
    receipt,

    /** Reads the partner's transcript now; 502 when the partner fails, 404 when it serves none and never did. */
    refresh: async (key: TranscriptKey): Promise<CheckedReceipt> => {
      try {
        await look(key);
      } catch (error) {
        throw error instanceof PartnerFailure ? partnerFailed(error.reason, { code: "partner-failed", cause: error }) : error;
      }
      return receipt(key);
    },

    /**
     * Says which result belongs to a component and whether it is recognised; an outcome needs a reason. 400 for what is not in the agreement
     * or the transcript, 409 when it is not the reviewed version any more, 422 for a refused transcript.
     */
    decide: async ({ key, said, reviewedVersion, ifRevision, actor }: Command & { readonly said: readonly HandDecision[]; readonly reviewedVersion: number }): Promise<CheckedReceipt> => {
      const [received, basis] = [await receivedOf(key), await basisOf(key)];
      if (received.current.version === reviewedVersion) {
        if (received.current.refusals.length > 0) throw transcriptRefused(received.current.refusals);
        refuse(handProblems(said, basis.agreed, received));
      }
      await store.decideReceived(key, (found, now) => decideByHand(found, { said, reviewedVersion, ifRevision, actor, ...basis }, now));
      return receipt(key);
    },

    /** Decides by the present learning agreement and grades; the same decision is not recorded again. */
    decideAgain: async ({ key, ifRevision, actor }: Command): Promise<CheckedReceipt> => {
      const basis = await basisOf(key);
      await store.decideReceived(key, (found, now) => decideAgain(found, { ifRevision, actor, ...basis }, now));
      return receipt(key);
    },

    /** For deliveries: looks at one transcript. */
    look: (heiId: HeiId, partnerHeiId: HeiId, id: string): Promise<void> => look({ heiId, partnerHeiId, omobilityId: omobilityId(id) }),

    /** For periodic look-ups: what the partner lists, and in a full comparison also what it no longer lists. */
    toRefresh: async (heiId: HeiId, partnerHeiId: HeiId, since?: Date): Promise<readonly RefreshRequest[]> => {
      const listed = await partners.index(heiId, partnerHeiId, since);
      const known = since === undefined ? await store.knownOf(heiId, partnerHeiId) : [];
      return [...new Set([...listed, ...known])].map((objectId) => ({ kind: "refresh-imobility-tor", heiId, partnerHeiId, objectId }));
    },
  };
};
export type Transcripts = ReturnType<typeof createTranscripts>;

const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw badRequest(problems.map(({ field, problem }) => `${field}: ${problem}`).slice(0, 5).join("; "), { code: "invalid-content", details: problems });
};
