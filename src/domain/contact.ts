import type { LangText } from "../kernel/lang-text.js";

/** A link for people, in a language (PROTOCOL 0.2 UrlLang). */
export interface LangUrl {
  readonly url: string;
  readonly lang?: string;
}

/** Postal address; either lines or structured parts are used (PROTOCOL 1.7). */
export interface Address {
  readonly recipientNames?: readonly string[];
  readonly addressLines?: readonly string[];
  readonly buildingNumber?: string;
  readonly buildingName?: string;
  readonly streetName?: string;
  readonly unit?: string;
  readonly floor?: string;
  readonly postOfficeBox?: string;
  readonly deliveryPointCodes?: readonly string[];
  readonly postalCode?: string;
  readonly locality?: string;
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** E.164 number where known, else another form (PROTOCOL 1.7). */
export interface PhoneNumber {
  readonly e164?: string;
  readonly ext?: string;
  readonly otherFormat?: string;
}

/** Person or office that can be asked (PROTOCOL 1.7 Contact); `names` has at least one entry. */
export interface Contact {
  readonly names: readonly LangText[];
  readonly givenNames?: readonly LangText[];
  readonly familyNames?: readonly LangText[];
  /** ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable. */
  readonly gender?: 0 | 1 | 2 | 9;
  readonly phoneNumbers?: readonly PhoneNumber[];
  readonly faxNumbers?: readonly PhoneNumber[];
  readonly emails?: readonly string[];
  readonly streetAddress?: Address;
  readonly mailingAddress?: Address;
  readonly roleDescriptions?: readonly LangText[];
}
