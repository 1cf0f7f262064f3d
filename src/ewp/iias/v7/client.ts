import { isDeepStrictEqual } from "node:util";
import type { AgreementCopy } from "../../../domain/agreements/model.js";
import type { FetchedCopy, PartnerAgreements } from "../../../domain/agreements/ports.js";
import { PartnerFailure } from "../../../domain/partner-failure.js";
import type { IiaId } from "../../../kernel/ids.js";
import { XmlInvalid } from "../../../xml/errors.js";
import { parseXml } from "../../../xml/parse.js";
import type { Answer, Calls } from "../../runtime/call.js";
import { iiasV7 } from "./api.js";
import type { getResponse, WireIia } from "./documents.js";
import { hashedAsWritten } from "./hash-copy.js";
import { type IiaHash, iiaHashes } from "./hash.js";
import { fromWireIia } from "./mapping.js";

type Got = Answer<typeof getResponse>;

/** Agreements as the partner serves them to us (PROTOCOL 5.8). One id per call, since a termination counts document-wide in the hash. */
export const iiasV7Client = ({ call }: Calls): Pick<PartnerAgreements, "fetch" | "index"> => ({
  fetch: async (heiId, partnerHeiId, iiaId) => {
    const answer = await call({ from: heiId, to: partnerHeiId }, iiasV7, "get", { iiaIds: [iiaId] });
    const { iias } = answer.value;
    if (iias.some((iia) => conditionsOf(iia) > MOST_CONDITIONS)) throw failure(TOO_LARGE, answer);
    // Only an answer without any agreement says that it is gone: what cannot be understood must not end an agreement.
    if (iias.length === 0) return undefined;
    const at = iias.findIndex(({ partners }) => partners[0]?.iiaId === iiaId);
    const iia = iias[at];
    if (iia?.partners[0]?.heiId === partnerHeiId && iia.partners[1]?.heiId === heiId) return toFetchedCopy(iia, hashAt(at, iiaId, answer), answer);
    throw failure(iias.some(({ partners }) => partners.some((partner) => partner.iiaId === iiaId)) ? WRONG_PARTIES : OTHER_AGREEMENT, answer);
  },
  index: async (heiId, partnerHeiId, since) => {
    const { value, exchangeId } = await call({ from: heiId, to: partnerHeiId }, iiasV7, "index", { modifiedSince: since });
    if (value.iiaIds.length > MOST_IDS) throw failure(LONG_INDEX, { exchangeId });
    return [...new Set(value.iiaIds)];
  },
});

/**
 * The hash of the very agreement that was read. The hash looks at names only, so another namespace could hide the real agreement
 * or its partner from it.
 */
const hashAt = (at: number, iiaId: IiaId, answer: Got): IiaHash => {
  const hashes = iiaHashes(parseXml(answer.body));
  const hashed = hashes.length === answer.value.iias.length ? hashes[at] : undefined;
  if (hashed?.iiaId !== iiaId) throw failure(WRONG_PARTIES, answer);
  return hashed;
};

const toFetchedCopy = (iia: WireIia, hashed: IiaHash, { exchangeId }: Got): FetchedCopy => {
  const copy = fromWireIia(iia);
  const validForApproval = hashed.validForApproval && hashesWhatItShows(hashed, copy);
  return { iiaId: hashed.iiaId as IiaId, copy, hash: hashed.hash, declaredHash: iia.iiaHash, validForApproval, exchangeId };
};

/**
 * True when the hash covers what we read and nothing else; false also for what we could not write at all. An element that the reader skips counts in the hash by its name: whoever
 * approved it would approve what nobody showed, and the partner could show it afterwards under the same hash.
 */
const hashesWhatItShows = ({ names }: IiaHash, copy: AgreementCopy): boolean => {
  try {
    return isDeepStrictEqual([...names].sort(), [...hashedAsWritten(copy).names].sort());
  } catch (error) {
    if (error instanceof XmlInvalid) return false;
    throw error;
  }
};

/** Far beyond any real agreement or partnership; comparing and storing more would keep this node from everything else. */
const MOST_CONDITIONS = 1_000;
const MOST_IDS = 50_000;
const conditionsOf = ({ cooperationConditions: { studentStudiesMobilitySpecs: a, studentTraineeshipMobilitySpecs: b, staffTeacherMobilitySpecs: c, staffTrainingMobilitySpecs: d } }: WireIia): number =>
  a.length + b.length + c.length + d.length;
const TOO_LARGE = `The partner's agreement has more than ${MOST_CONDITIONS} conditions. Its provider has to repair this.`;
const LONG_INDEX = `The partner lists more than ${MOST_IDS} agreements with us. Its provider has to repair this.`;

/** The first partner is the serving institution, the second is us (PROTOCOL 8 row 18). */
const WRONG_PARTIES = "The partner's agreement does not name the serving institution first, with its id, and ours second, as the protocol asks. Its provider has to repair this.";
const OTHER_AGREEMENT = "The partner answered with an agreement that was not asked for. Its provider has to repair this.";

const failure = (reason: string, { exchangeId }: Pick<Got, "exchangeId">): PartnerFailure => new PartnerFailure({ reason, retry: false, exchangeId });
