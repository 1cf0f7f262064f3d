/** The tables of components, plain or with what changes. */
import type { PdfContent } from "pdfmake";
import { type Component, type Components, type Credit, type Table, TABLES } from "../../domain/learning-agreements/model.js";
import { creditTotals } from "../../domain/learning-agreements/overview/credits.js";
import { bold, note, small, table, text } from "../setting/parts.js";
import type { Words } from "../words/en.js";
import { fill } from "../words/words.js";

/** What holds, with totals: components without marks. */
export const plainTables = (components: Components, words: Words): readonly PdfContent[] => {
  const totals = creditTotals(components);
  return eachTable(components, words, (name, rows) => {
    const said = words.learning;
    const sums = totals.filter((sum) => sum.table === name).map(creditOf).join(", ");
    return [
      table([355, 60, 100], [said.component, said.term, said.credits], rows.map((row) => cells(row, words))),
      ...(sums === "" ? [] : [{ stack: [bold(fill(said.total, { credits: sums }))], margin: [0, 3, 0, 0] as const }]),
    ];
  });
};

/** What changes, with why. */
export const changeTables = (components: Components, words: Words): readonly PdfContent[] => {
  const said = words.learning;
  return eachTable(components, words, (_name, rows) => [table([250, 45, 90, 130], [said.component, said.term, said.credits, said.change], rows.map((row) => [...cells(row, words), changeCell(row, words)]))]);
};

const eachTable = (components: Components, words: Words, make: (name: Table, rows: readonly Component[]) => readonly PdfContent[]): readonly PdfContent[] =>
  TABLES.flatMap((name) => {
    const rows = components[name];
    if (!rows) return [];
    return [{ stack: [bold(words.tables[name])], margin: [0, 8, 0, 3] as const }, ...(rows.length === 0 ? [note(words.learning.none)] : make(name, rows))];
  });

const cells = ({ title, losId, losCode, loiId, term, credits, recognitionConditions, shortDescription }: Component, { learning: said }: Words): readonly PdfContent[] => {
  const about = [losCode === undefined ? undefined : fill(said.code, { code: losCode }), losId, loiId].filter((part) => part !== undefined).join(" · ");
  return [
    { stack: [text(title), ...[about, shortDescription, recognitionConditions === undefined ? undefined : fill(said.conditions, { conditions: recognitionConditions })].flatMap((line) => (line ? [small(line)] : []))] },
    text(term ? `${term.number} / ${term.total}` : ""), text(credits.map(creditOf).join("\n")),
  ];
};

const creditOf = ({ scheme, value }: Credit): string => `${value} ${scheme === "ects" ? "ECTS" : scheme}`;

const changeCell = ({ change }: Component, words: Words): PdfContent =>
  text(change ? [words.changeStatus[change.status], change.code === undefined ? undefined : words.reasons[change.code], change.text].filter(Boolean).join(": ") : "");
