import { refusalWith } from "../office/answers.js";
import type { Personality } from "../personality.js";

const EMPTY = "";
const notifications = (endpoint: string): boolean => endpoint.endsWith("-cnr url");

/** Faults of headers, namespaces and refusals. */
export const MESSAGES: readonly Personality[] = [
  {
    id: "no-ctype", heiName: "Untyped University", fault: "Answers without a Content-Type.",
    look: "Send it an agreement: everything works, and the exchanges name the quirk wrong-media-type.", contentType: EMPTY,
  },
  {
    id: "text-xml", heiName: "Textbook University", fault: "Answers with text/xml and no charset, which some systems do not take for XML.",
    look: "Send it an agreement: everything works, without a quirk.", contentType: "text/xml",
  },
  {
    id: "charset-form", heiName: "Charset University", fault: "Posts its forms with a charset in the Content-Type, which some systems do not take for forms.",
    look: "Let it propose an agreement: its notification is accepted.", formType: "application/x-www-form-urlencoded; charset=UTF-8",
  },
  {
    id: "wrong-ns", heiName: "Namespace University", fault: "Answers with the right structure in the namespaces of an older version.",
    look: "Send it an agreement: everything works, and the exchanges name the quirk wrong-namespace.",
    xml: (xml) => xml.replace(/(xmlns="[^"]*\/(?:blob|tree)\/stable-v)\d+/, "$11"),
  },
  {
    id: "echo-body-error", heiName: "Parrot University", fault: "Refuses notifications with an error response that repeats our whole request.",
    look: "Send it an agreement; look at what is reported to the network's monitoring and what is not.",
    instead: ({ endpoint, raw }) => (notifications(endpoint) ? refusalWith(400, `Could not process request: ${raw}`) : undefined),
  },
  {
    id: "4xx-forever", heiName: "Nevermind University", fault: "Answers 400 to every notification.",
    look: "Send it an agreement: the notification is tried once and then waits for a person.",
    instead: ({ endpoint }) => (notifications(endpoint) ? refusalWith(400, "notifier_hei_id is required") : undefined),
  },
];
