/** What every answer of a node has to be, whatever it says. */
import { expect } from "@jest/globals";
import { developerMessage, type ForeignAnswer, signatureFaults } from "./signed-client.js";
import type { SliceNode } from "./slice-node.js";
import { schemasDir, validateAgainstXsd } from "../xml/xsd-oracle.js";

/** Signed as PROTOCOL 3.4 asks, and valid against the official schemas when they are at hand. */
const expectSound = (answer: ForeignAnswer, { hosts }: SliceNode): void => {
  expect(signatureFaults(answer, hosts.us.server)).toEqual([]);
  expect(answer.headers["content-type"]).toBe("text/xml; charset=utf-8");
  if (schemasDir !== undefined) expect({ text: answer.text, problems: validateAgainstXsd(answer.text) }).toEqual({ text: answer.text, problems: [] });
};

/** A 200 with a valid document: its text. */
export const documentOf = (answer: ForeignAnswer, network: SliceNode): string => {
  expect({ status: answer.status, ...(answer.status === 200 ? {} : { text: answer.text }) }).toEqual({ status: 200 });
  expectSound(answer, network);
  return answer.text;
};

/** A refusal with a valid `error-response`: `status message`. */
export const refusalOf = (answer: ForeignAnswer, network: SliceNode): string => {
  expectSound(answer, network);
  return `${answer.status} ${developerMessage(answer)}`;
};

/** Contents of all elements with this name, in document order. */
export const textsOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${element}(?:\\s[^>]*)?>([^<]*)</`, "g"))].map(([, text]) => text ?? "");

/** The root and nothing else: `{ root, ns }` of a document without attributes and children; its text where there are some. */
export const emptyRootOf = (xml: string): unknown => {
  const [, root, ns] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<([\w-]+) xmlns="([^"]*)"(?: xmlns:\w+="[^"]*")*\/>$/.exec(xml) ?? [];
  return root === undefined ? xml : { root, ns };
};
