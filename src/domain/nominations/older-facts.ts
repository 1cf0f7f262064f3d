import type { Address, PhoneNumber } from "../contact.js";

/** By which workflow nominations go to and fro with a partner. */
export type Workflow = "current" | "older";

/** What the sending institution says of the mobility by itself: it does not repeat the receiving one's verdict. */
export type OlderStatus = "nomination" | "live" | "recognized" | "cancelled";

/** What only the older workflow tells. */
export interface OlderFacts {
  readonly status: OlderStatus;
  readonly activityType: "student-studies" | "student-traineeships";
  /** YYYY-MM-DD */
  readonly plannedArrival?: string;
  readonly plannedDeparture?: string;
  readonly eqfLevelAtNomination?: number;
  readonly languageSkills: readonly { readonly language: string; readonly cefrLevel?: string }[];
  /** Of our factsheet, each answered by a file of the partner (File API) or an address. */
  readonly requirements: readonly { readonly name: string; readonly file?: string; readonly url?: string }[];
  readonly photos: readonly { readonly url: string; readonly sizePx?: string; readonly public?: boolean; readonly date?: string }[];
  readonly streetAddress?: Address;
  readonly mailingAddress?: Address;
  readonly phoneNumbers: readonly PhoneNumber[];
}

/** The receiving institution's verdict, as imobilities 1 tells it. */
export interface OlderVerdict {
  readonly status: "pending" | "verified" | "rejected";
  readonly comment?: string;
}
