/** Types of parameter values. Most are the simple types of the documents; only moments differ, since we compute with them. */
import { dateTime as dateTimeText } from "../../xml/scalars.js";
import type { Scalar } from "../../xml/schema.js";

export { academicYear, asciiId, heiId, iiaId, string } from "../../xml/scalars.js";

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
