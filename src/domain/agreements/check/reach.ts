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
  if (delivery.state === "delivered") return ok(`The partner confirmed the notice about ${what} on ${day(delivery.endedAt ?? delivery.dueAt)}.`);
  if (delivery.state === "stopped") return problem("both", `The partner's system refused the notice about ${what}, and trying again will not help by itself.${reason}`, "contact-technicians");
  if (delivery.state === "expired") return problem("partner", `The partner's system did not accept the notice about ${what} for too long, so trying was given up.${reason}`, "send-again");
  return delivery.attempts === 0 ? waiting("nobody", `The notice about ${what} is on its way.`)
    : problem("partner", `The notice about ${what} was tried ${delivery.attempts} times without success and will be tried again.${reason}`, "send-again");
};

export const day = (date: Date): string => date.toISOString().slice(0, 10);
