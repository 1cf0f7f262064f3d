import type { PdfDefinition } from "pdfmake";
import type { Printer, Printout } from "../../domain/printouts/model.js";
import { lazily } from "../../kernel/lazily.js";
import { agreementDocument } from "../agreement/document.js";
import { learningAgreementDocument } from "../learning-agreement/document.js";
import { FONTS } from "../setting/fonts.js";
import { stayCertificate } from "../stay/document.js";
import { transcriptDocument } from "../transcript/document.js";

/** Loaded when the first one is set: it costs a tenth of a second. It opens its own fonts and nothing else. */
const pdfmake = lazily(async () => {
  const { default: made } = await import("pdfmake");
  const files = new Set(Object.values(FONTS).flatMap((faces) => Object.values(faces)));
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path) => files.has(path));
  made.setFonts(FONTS);
  return made;
});

const definitionOf = (printout: Printout): PdfDefinition => {
  switch (printout.kind) {
    case "transcript": return transcriptDocument(printout);
    case "agreement": return agreementDocument(printout);
    case "learning-agreement": return learningAgreementDocument(printout);
    case "stay": return stayCertificate(printout);
  }
};

/** Sets a printout on the thread that asks, which is busy with it for some tenths of a second. */
export const setHere: Printer = {
  print: async (printout) => (await pdfmake.get()).createPdf(definitionOf(printout)).getBuffer(),
};
