/** Types of parameter values. Most are the simple types of the documents; only moments differ, since we compute with them. */
import { unwritable } from "../../kernel/xml-text.js";
import { date, dateTime as dateTimeText, textual } from "../../xml/scalars.js";
import type { Scalar } from "../../xml/schema.js";

export { academicYear, asciiId, heiId, iiaId, omobilityId } from "../../xml/scalars.js";

/** Any text that a document could carry: a form can say more, e.g. `%00`, which neither an answer nor the database takes. */
export const string: Scalar<string> = textual("text without control characters", (text) => unwritable(text) === undefined);

const HAS_ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A moment as `xs:dateTime`; a bare date is refused (PROTOCOL 8 row 13). Without a zone it could be meant anywhere on earth: we take
 * the earliest such moment, since an index may tell too much but never too little (PROTOCOL 4.2).
 */
export const dateTime: Scalar<Date> = {
  kind: "scalar",
  expected: "an xs:dateTime like 2004-02-12T15:19:21+01:00",
  personal: false,
  read: (text) => {
    const lexical = dateTimeText.read(text);
    if (lexical === undefined) return undefined;
    // Java and .NET write up to nine digits of a second, more than a Date can read.
    const moment = new Date((HAS_ZONE.test(lexical) ? lexical : `${lexical}+14:00`).replace(/(\.\d{3})\d+/, "$1"));
    return Number.isNaN(moment.getTime()) ? undefined : moment;
  },
  write: (moment) => (Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()),
};

/** A day as `YYYY-MM-DD`, without a zone (PROTOCOL 8 row 13). */
export const day: Scalar<string> = textual("a day like 2026-02-28", (text) => /^\d{4}-\d\d-\d\d$/.test(text) && date.read(text) !== undefined);
