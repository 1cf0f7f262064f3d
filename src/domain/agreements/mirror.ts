import { given, nonEmpty } from "../../kernel/given.js";
import type { Contact } from "../contact.js";
import type { AgreementContent, AgreementCopy, Condition, Party, PartyContent } from "./model.js";
import { contactProblems } from "../contact-problems.js";

/**
 * Our content made from a partner's copy, with the perspective turned: its owner is our partner. The terms are taken
 * exactly as they are written, since every letter is compared; contacts that may not leave in this form are left out.
 */
export const mirrored = (theirs: AgreementCopy, iiaCode: string | undefined): AgreementContent => ({
  owner: { ...omitCode(contentOf(theirs.partner)), ...given({ iiaCode: iiaCode ?? theirs.partner.iiaCode }) },
  partner: contentOf(theirs.owner),
  conditions: theirs.conditions.map(mirroredCondition),
});

const contentOf = ({ ounitId, iiaCode, signingContact, signingDate, contacts }: Party): PartyContent => ({
  contacts: presentable(contacts), ...given({ ounitId, iiaCode, signingDate, signingContact: presentable(signingContact ? [signingContact] : [])[0] }),
});

const omitCode = ({ ounitId, signingContact, signingDate, contacts }: PartyContent): PartyContent =>
  ({ contacts, ...given({ ounitId, signingContact, signingDate }) });

const mirroredCondition = (condition: Condition): Condition =>
  ({ ...condition, sendingContacts: presentable(condition.sendingContacts), receivingContacts: presentable(condition.receivingContacts) });

/** Contacts that keep the rules, after wrong addresses and numbers are dropped. */
const presentable = (contacts: readonly Contact[]): readonly Contact[] =>
  contacts.map(withoutFaults).filter((contact) => contactProblems(contact, "").length === 0);

const withoutFaults = (contact: Contact): Contact => {
  const { emails, phoneNumbers, faxNumbers, ...rest } = contact;
  const keeps = (part: Partial<Contact>): boolean => contactProblems({ names: contact.names, ...part }, "").length === contactProblems({ names: contact.names }, "").length;
  return {
    ...rest,
    ...given({
      emails: nonEmpty(emails?.filter((email) => keeps({ emails: [email] }))),
      phoneNumbers: nonEmpty(phoneNumbers?.filter((phone) => keeps({ phoneNumbers: [phone] }))),
      faxNumbers: nonEmpty(faxNumbers?.filter((fax) => keeps({ faxNumbers: [fax] }))),
    }),
  };
};
