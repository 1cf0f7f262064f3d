/** Both copies, which version of each the other side approved, and the exchanges that prove it. */
import type { PdfContent } from "pdfmake";
import type { Approval } from "../../domain/agreements/model.js";
import { bold, fact, heading, note } from "../setting/parts.js";
import { fill } from "../words/words.js";
import { partyLines } from "./parties.js";
import type { Subject } from "./subject.js";

export const approvals = (subject: Subject): readonly PdfContent[] => [heading(subject.words.agreement.copies), ...ours(subject), ...theirs(subject)];

const ours = (subject: Subject): readonly PdfContent[] => {
  const { words: { agreement: said, page }, mine: { copy, version, hash, at }, called } = subject;
  const yesOrNo = (holds: boolean): string => (holds ? page.yes : page.no);
  return [
    { stack: [bold(fill(said.copyOf, { name: called(copy.owner.heiId) }))], margin: [0, 4, 0, 2] },
    ...fact(said.iiaId, copy.owner.iiaId), ...fact(said.version, fill(said.versionOf, { version, at: at.toISOString() })), ...fact(said.hash, hash),
    ...fact(said.inEffect, yesOrNo(copy.inEffect)), ...fact(said.terminated, yesOrNo(copy.terminatedAsAWhole)), ...fact(said.pdf, copy.pdfFileId),
    ...approval(subject.approvalByPartner, { by: copy.partner.heiId, hash }, subject),
  ];
};

const theirs = (subject: Subject): readonly PdfContent[] => {
  const { words: { agreement: said, page }, mine: { copy: { owner, partner } }, theirs: version, called } = subject;
  if (!version) return [note(said.noCopy)];
  const { copy, hash, declaredHash, exchangeId, receivedAt } = version;
  const yesOrNo = (holds: boolean): string => (holds ? page.yes : page.no);
  return [
    { stack: [bold(fill(said.copyOf, { name: called(partner.heiId) }))], margin: [0, 10, 0, 2] },
    ...fact(said.version, fill(said.versionOf, { version: version.version, at: receivedAt.toISOString() })), ...fact(said.broughtBy, exchangeId), ...fact(said.hash, hash),
    ...(declaredHash === hash ? [] : fact(said.declaredHash, declaredHash)),
    ...fact(said.inEffect, yesOrNo(copy.inEffect)), ...fact(said.terminated, yesOrNo(copy.terminatedAsAWhole)), ...fact(said.pdf, copy.pdfFileId),
    { stack: partyLines(copy.owner, subject), margin: [10, 4, 0, 0] },
    ...approval(subject.approvalByUs, { by: owner.heiId, hash }, subject),
  ];
};

/** Who approved a copy, and whether as it is printed here. */
const approval = (given: Approval | undefined, { by, hash }: { readonly by: string; readonly hash: string }, { words: { agreement: said }, called }: Subject): readonly PdfContent[] => {
  const name = called(by);
  if (!given) return [{ stack: [bold(fill(said.notApproved, { name }))], margin: [10, 4, 0, 0] }];
  return [{
    stack: [
      bold(fill(said.approvedBy, { name })), ...fact(said.approvedAt, given.at.toISOString()), ...fact(said.approvedHash, given.hash), ...fact(said.provenBy, given.exchangeId), ...fact(said.pdf, given.pdfFileId),
      ...(given.hash === hash ? [] : [note(said.otherVersion)]),
    ],
    margin: [10, 4, 0, 0],
  }];
};
