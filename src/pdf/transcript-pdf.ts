import type { PdfFacts, TranscriptPdf } from "../domain/transcripts/outgoing/ports.js";
import { FONT_FILES, fontPath } from "./fonts.js";
import { unsetTexts } from "./settable.js";
import { transcriptDocument } from "./transcript/document.js";

/** Loaded when the first one is made: it costs a tenth of a second. It opens its own fonts and nothing else. */
const loadPdfmake = async () => {
  const { default: pdfmake } = await import("pdfmake");
  const fonts = { normal: fontPath(FONT_FILES.normal), bold: fontPath(FONT_FILES.bold) };
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === fonts.normal || path === fonts.bold);
  pdfmake.setFonts({ Roboto: fonts });
  return pdfmake;
};

/** PDFs of transcripts, set in what fonts come with the installation. */
export const createTranscriptPdf = (): TranscriptPdf => {
  let loaded: ReturnType<typeof loadPdfmake> | undefined;
  return {
    make: async (facts: PdfFacts): Promise<Uint8Array> => (await (loaded ??= loadPdfmake())).createPdf(transcriptDocument(facts)).getBuffer(),
    unset: ({ transcript, sendingNames }) => [...unsetTexts(transcript), ...unsetTexts(sendingNames, "sendingNames")],
  };
};
