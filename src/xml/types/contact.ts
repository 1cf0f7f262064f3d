import { many, optional, struct, type ValueOf } from "../schema.js";
import { email, gender } from "../scalars.js";
import { addresses } from "./address.js";
import { langText } from "./common.js";
import { CONTACT_NS, PHONE_NS } from "./namespaces.js";
import { phoneNumber } from "./phone.js";

/** Contact: a person or a role; the name is required even where the parts of a person's name are given (PROTOCOL 1.7). */
export const contact = struct(CONTACT_NS, {
  contactNames: many("contact-name", langText, { min: 1 }),
  personGivenNames: many("person-given-names", langText),
  personFamilyNames: many("person-family-name", langText),
  personGender: optional("person-gender", gender),
  phoneNumbers: many("phone-number", phoneNumber, { ns: PHONE_NS }),
  faxNumbers: many("fax-number", phoneNumber, { ns: PHONE_NS }),
  emails: many("email", email),
  ...addresses,
  roleDescriptions: many("role-description", langText),
});
export type Contact = ValueOf<typeof contact>;

/** The element `c:contact`, repeated, as documents refer to it. */
export const contacts = many("contact", contact, { ns: CONTACT_NS });
