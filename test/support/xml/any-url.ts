import fc, { type WebUrlConstraints } from "fast-check";

/** URLs by fast-check, which takes a second to get ready for them: it does so when the first one is drawn, since most who import this draw none. */
export const anyUrl = (constraints: WebUrlConstraints): fc.Arbitrary<string> => {
  let made: fc.Arbitrary<string> | undefined;
  return fc.constant(constraints).chain((wanted) => (made ??= fc.webUrl(wanted)));
};
