import type { CheckItem, Subject } from "./subject.js";

/**
 * A ready text to the partner about what waits for it, in English. Names institutions, the agreement's codes and fields;
 * never persons, addresses or values. Undefined when nothing waits for the partner.
 */
export const letterOf = ({ pair: { agreement, theirs }, names }: Subject, items: readonly CheckItem[]): string | undefined => {
  const asks = items.filter(({ state, whoseTurn }) => (state === "problem" || state === "waiting") && (whoseTurn === "partner" || whoseTurn === "both"));
  if (asks.length === 0) return undefined;
  const { mine } = agreement;
  const lines = [
    "Dear partner,",
    "",
    `This is about our inter-institutional agreement between ${names.us} and ${names.partner}.`,
    `Our code: ${mine.copy.owner.iiaCode ?? "none"}; our id in the network: ${agreement.id}.`,
    ...(theirs ? [`Your code: ${theirs.current.copy.owner.iiaCode ?? "none"}; your id in the network: ${theirs.iiaId}.`] : []),
    "",
    "Seen from our system, the following still stands in the way of the agreement:",
    ...asks.map(({ code, reason }) => `- ${ASKS[code] ?? "Please look at this agreement in your system."}${reason === undefined ? "" : ` Our system noted: "${reason}"`}`),
    "",
    `The checksum (iia-hash) of our present copy is ${mine.hash}.`,
    ...(theirs ? [`The checksum of your copy, as we last read it, is ${theirs.current.hash}.`] : []),
    "",
    "Kind regards,",
    names.us,
  ];
  return lines.join("\n");
};

/** What is asked of the partner, per item of the check; written from us to them. */
const ASKS: Readonly<Record<string, string>> = {
  "partner-in-network": "Your system does not publish all services that agreements need in the network's catalogue (IIAs, IIAs Approval and both notification receivers).",
  "partner-notified": "Your system did not accept our notification about our copy. Please have it checked, and fetch our copy.",
  "partner-readable": "Our system could not read what yours answers. Please have it checked by your technicians.",
  "approval-notified": "Your system did not accept our notification about our approval. Please have it checked, and read our approval.",
  "partner-copy-linked": "We see no copy of yours that is linked with ours. Please link your copy with our id, or create one.",
  "bound-both-ways": "Your copy does not name our id as the second partner's. Please link the two copies.",
  "single-mapping": "More than one of your copies names our id. Please keep one and unlink the others.",
  "partner-hash-right": "The iia-hash that your system declares is not the hash of the document it serves. Please ask your provider to correct it.",
  "partner-copy-approvable": "Your copy holds values that may not be approved (placeholders, codes of the old format, elements that the specification does not know, or fields that break a rule). Please correct them.",
  "copies-agree": "Our two copies differ in what is agreed. Please compare them; we are glad to settle which values are right.",
  "ended-by-both": "We have marked our copy as terminated as a whole. If no mobility took place on your side either, please do the same.",
  "approved-by-partner": "Please approve the present version of our copy.",
};
