import type { PdfContent } from "pdfmake";
import type { Party } from "../../domain/agreements/model.js";
import { bold, fact, heading } from "../setting/parts.js";
import { contactLines } from "./contact.js";
import type { Subject } from "./subject.js";

/** Both institutions, as our copy has them. */
export const parties = (subject: Subject): readonly PdfContent[] => {
  const { owner, partner } = subject.mine.copy;
  return [heading(subject.words.agreement.parties), ...[owner, partner].map((party) => ({ stack: partyLines(party, subject), margin: [0, 0, 0, 8] as const }))];
};

export const partyLines = ({ heiId, ounitId, iiaId, iiaCode, signingContact, signingDate, contacts }: Party, subject: Subject): readonly PdfContent[] => {
  const { agreement: said } = subject.words;
  return [
    bold(subject.called(heiId)),
    ...fact(said.iiaId, iiaId), ...fact(said.iiaCode, iiaCode), ...fact(said.unit, subject.unit(heiId, ounitId)), ...fact(said.signingDate, signingDate),
    ...(signingContact ? persons(said.signing, [signingContact], subject) : []), ...persons(said.contact, contacts, subject),
  ];
};

/** Each under its label. */
export const persons = (label: string, contacts: Party["contacts"], subject: Subject): readonly PdfContent[] =>
  contacts.flatMap((contact) => [{ stack: [bold(label), ...contactLines(contact, subject)], margin: [0, 5, 0, 0] as const }]);
