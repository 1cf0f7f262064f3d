/** Questions about the way to the partner: was it sent, can the partner be reached, did it hear of it? */
import { AGREEMENT_APIS, type DeliveryFact } from "../ports.js";
import { isShared } from "../standing.js";
import { API_WORDS, notYet, ok, problem, waiting, type Answer, type Question, type Subject } from "./subject.js";

export const sent: Question = {
  code: "sent", title: "Sent to the partner",
  answer: ({ pair: { agreement } }) => (isShared(agreement) ? ok("The partner may fetch your copy.") : waiting("us", "This is a draft that the partner cannot see. Send it.", "share")),
};

export const ownCopyValid: Question = {
  code: "own-copy-valid", title: "Your copy keeps the rules",
  answer: ({ ownProblems: [first, ...others] }) => (first
    ? problem("us", `Correct ${first.field}: it ${first.problem}; expected is ${first.expected}.${others.length > 0 ? ` ${others.length} more fields need correction.` : ""}`, "edit")
    : ok("Every rule of the network is kept.")),
};

export const partnerInNetwork: Question = {
  code: "partner-in-network", title: "The partner is in the network",
  answer: ({ partner, names }) => {
    if (!partner.inCatalogue) return problem("partner", `${names.partner} is not in the network's catalogue, so agreements cannot be exchanged with it.`, "contact-partner");
    const missing = AGREEMENT_APIS.filter((api) => !partner.apis.includes(api));
    return missing.length === 0 ? ok("The partner has every service that agreements need.")
      : problem("partner", `${names.partner} does not offer: ${missing.map((api) => API_WORDS[api]).join(", ")}.`, "contact-partner");
  },
};

export const notified: Question = {
  code: "partner-notified", title: "The partner was told of your copy",
  answer: (subject) => deliveryAnswer(subject, subject.deliveries.find(({ kind, objectId }) => kind === "iia-cnr" && objectId === subject.pair.agreement.id), "your copy"),
};

/** Without this an officer would wait for a partner whose system says nothing that can be read. */
export const partnerReadable: Question = {
  code: "partner-readable", title: "What the partner's system says can be read",
  answer: ({ pair: { agreement, theirs }, deliveries }) => {
    const isNews = ({ endedAt, dueAt }: DeliveryFact): boolean => theirs === undefined || (endedAt ?? dueAt) > theirs.confirmedAt;
    const index = newest(deliveries.filter(({ kind, state }) => (kind === "pull-iias" || kind === "sweep-iias") && state !== "leased"));
    const readings = [
      { what: "what the partner approved", fact: deliveries.find(({ kind, objectId }) => kind === "refresh-iia-approval" && objectId === agreement.id) },
      { what: "the partner's copy", fact: deliveries.find((fact) => fact.kind === "refresh-iia" && fact.objectId === agreement.partnerIiaId && isNews(fact)) },
      { what: "the partner's list of agreements", fact: index },
    ];
    const failed = readings.find(({ fact }) => fact !== undefined && fact.reason !== undefined && fact.state !== "delivered");
    if (!failed?.fact) return ok("Nothing that was asked of it lately went wrong.");
    const { state, reason = "" } = failed.fact;
    const later = state === "waiting" ? " It will be tried again." : "";
    return { ...problem("partner", `Your system could not read ${failed.what}, so what you see here may be out of date.${later} Last reason: ${reason}`, "contact-technicians"), reason };
  },
};

const newest = (facts: readonly DeliveryFact[]): DeliveryFact | undefined =>
  facts.toSorted((one, other) => (other.endedAt ?? other.createdAt).getTime() - (one.endedAt ?? one.createdAt).getTime())[0];

export const approvalNotified: Question = {
  code: "approval-notified", title: "The partner was told of your approval",
  answer: (subject) => (subject.pair.agreement.approvalByUs
    ? deliveryAnswer(subject, subject.deliveries.find(({ kind, objectId }) => kind === "iia-approval-cnr" && objectId === subject.pair.agreement.partnerIiaId), "your approval")
    : notYet("You have not approved yet.")),
};

const deliveryAnswer = ({ pair: { agreement }, partner }: Subject, delivery: DeliveryFact | undefined, what: string): Answer => {
  if (!isShared(agreement)) return notYet("Nothing has been sent yet.");
  if (!delivery) return partner.inCatalogue ? waiting("us", `No notice about ${what} is on record. Send one.`, "send-again") : notYet("The partner cannot be notified.");
  const reason = delivery.reason === undefined ? "" : ` Last reason: ${delivery.reason}`;
  const because = (answer: Answer): Answer => ({ ...answer, ...(delivery.reason !== undefined && { reason: delivery.reason }) });
  if (delivery.state === "delivered") return ok(`The partner confirmed the notice about ${what} on ${day(delivery.endedAt ?? delivery.dueAt)}.`);
  if (delivery.state === "stopped") return because(problem("both", `The partner's system refused the notice about ${what}, and trying again will not help by itself.${reason}`, "contact-technicians"));
  if (delivery.state === "expired") return because(problem("partner", `The partner's system did not accept the notice about ${what} for too long, so trying was given up.${reason}`, "send-again"));
  return delivery.attempts === 0 ? waiting("nobody", `The notice about ${what} is on its way.`)
    : because(problem("partner", `The notice about ${what} was tried ${delivery.attempts === 1 ? "once" : `${delivery.attempts} times`} without success and will be tried again.${reason}`, "send-again"));
};

export const day = (date: Date): string => date.toISOString().slice(0, 10);
