import type { PdfContent } from "pdfmake";
import type { Signature, SignedComponents } from "../../domain/learning-agreements/model.js";
import { bold, table, text } from "../setting/parts.js";
import type { Words } from "../words/en.js";

type Signed = { readonly [Who in "student" | "sending" | "receiving"]?: SignedComponents["student"] };

/** Who signed, when and with what; those who have not are left out. */
export const signatures = (heading: string, { student, sending, receiving }: Signed, { learning: said }: Words): readonly PdfContent[] => {
  const rows = ([[said.theStudent, student], [said.sender, sending], [said.receiver, receiving]] as const).flatMap(([who, signature]) => (signature ? [row(who, signature)] : []));
  if (rows.length === 0) return [];
  return [{ stack: [bold(heading)], margin: [0, 10, 0, 3] }, table([80, 160, 85, 110, 80], [said.who, said.name, said.position, said.signedAt, said.signedWith], rows)];
};

const row = (who: string, { name, position, email, timestamp, app }: Signature): readonly PdfContent[] =>
  [text(who), text([name, email].filter(Boolean).join("\n")), text(position ?? ""), text(timestamp), text(app ?? "")];
