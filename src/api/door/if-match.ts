import { preconditionRequired } from "../../kernel/errors.js";

/** The revision that `If-Match` names; throws 428 without it, since a blind replacement loses what others wrote. */
export const requireIfMatch = (ifMatch: number | undefined): number => {
  if (ifMatch === undefined) throw preconditionRequired("Read the object first and send its ETag as If-Match.");
  return ifMatch;
};
