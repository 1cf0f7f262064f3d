/** JSON text on the way in; what `document.ts` revives on the way out. */
export type Json = string;
