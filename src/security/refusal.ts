/** Makes the error of one side: `badRequest` for a caller, `ResponseRefused` for an answer. The checks are the same for both. */
export type Refuse = (reason: string) => Error;

const LONGEST_QUOTE = 80;

/** Foreign text for an error message: in quotes, control characters escaped, cut at 80 characters. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
