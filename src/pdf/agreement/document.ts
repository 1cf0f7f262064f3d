/** An inter-institutional agreement as people read it: parties, what is agreed, who approved what, and how anybody verifies it (PROTOCOL 5.8). */
import type { PdfContent, PdfDefinition } from "pdfmake";
import type { AgreementPrintout } from "../../domain/printouts/model.js";
import { documentPage } from "../setting/page.js";
import { bold, fact, note, text, title } from "../setting/parts.js";
import { unsetTexts } from "../setting/settable.js";
import { fill } from "../words/words.js";
import { approvals } from "./approvals.js";
import { conditions } from "./conditions.js";
import { parties } from "./parties.js";
import { type Subject, subjectOf } from "./subject.js";

export const agreementDocument = (printout: AgreementPrintout): PdfDefinition => {
  const subject = subjectOf(printout);
  const { pair: { agreement }, language } = printout;
  const { words: { page, agreement: said }, mine, status, isAgreed } = subject;
  const id = `${agreement.heiId}/${agreement.id}/${mine.version}`;
  const watermark = status === "deleted" ? page.deleted : isAgreed ? undefined : page.draft;
  return documentPage({
    title: said.title, author: agreement.heiId, id, at: mine.at, language,
    footer: (number, pages) => ({ left: fill(page.document, { id }), right: fill(page.number, { page: number, pages }) }),
    ...(watermark !== undefined && { watermark }),
    content: [...head(printout, subject), ...parties(subject), ...conditions(subject), ...approvals(subject), ...numbered(printout, subject), ...verification(printout, subject)],
  });
};

const head = ({ pair: { agreement }, state }: AgreementPrintout, { words: { agreement: said, agreementStatus }, status, called }: Subject): readonly PdfContent[] => {
  const names = { owner: called(agreement.heiId), partner: called(agreement.partnerHeiId) };
  const { inForce } = agreement;
  return [
    title(said.title), bold(fill(said.between, names)),
    ...fact(said.state, fill(agreementStatus[status], names)),
    ...(state === "agreed" && inForce ? fact(said.agreedSince, inForce.since.toISOString()) : []),
    ...(state === "agreed" && status === "modified" ? [note(said.changing)] : []),
  ];
};

const numbered = ({ pair, names, unitNames }: AgreementPrintout, { words: { page } }: Subject): readonly PdfContent[] =>
  (unsetTexts({ pair, names, unitNames }).length === 0 ? [] : [note(page.numbered)]);

/** A page of its own: it is for those who doubt the others. */
const verification = ({ pair: { agreement: { heiId, partnerHeiId, id } } }: AgreementPrintout, { words: { agreement: said }, mine, theirs, isAgreed, called }: Subject): readonly PdfContent[] => {
  const start: PdfContent = { ...titleOf(said.verify), pageBreak: "before" };
  if (!isAgreed || !theirs) return [start, text(said.verifyNothing)];
  const address = `/api/v1/institutions/${heiId}/agreements/${id}/evidence`;
  return [
    start, text(said.verifyWhat),
    ...[fill(said.verifyPack, { owner: called(heiId), id, address }), said.verifyRun].map(step),
    { ...step(`Both approved: ${heiId} the copy ${theirs.copy.owner.iiaId ?? ""} (${theirs.hash}), ${partnerHeiId} the copy ${id} (${mine.hash}).`), margin: [20, 6, 20, 0] },
    ...[said.verifyExchanges, said.verifyKeys].map(step),
  ];
};

const titleOf = (words: string) => ({ stack: [title(words)] });
const step = (words: string) => ({ stack: [text(words)], margin: [0, 6, 0, 0] as const });
