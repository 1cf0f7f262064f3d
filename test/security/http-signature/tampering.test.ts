import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { EwpError } from "../../../src/kernel/errors.js";
import { headerMap } from "../../../src/security/header-map.js";
import type { RequestHead } from "../../../src/security/http-signature/request-head.js";
import { verifyRequestHead } from "../../../src/security/http-signature/verify-request.js";
import { check, signedByHand, USUAL_NAMES } from "./signed-by-hand.js";

const OWN = new Set([...USUAL_NAMES, "authorization", "original-date"]);
const headerName = fc.oneof(fc.constantFrom("__proto__", "constructor", "tostring", "content-type", "accept-signature"), fc.stringMatching(/^[a-z][a-z0-9-]{0,15}$/))
  .filter((name) => !OWN.has(name));
const headerText = fc.stringMatching(/^[!-~][ -~¡-ÿ]{0,30}[!-~]$/);
const extraHeaders = fc.uniqueArray(fc.tuple(headerName, headerText), { selector: ([name]) => name, maxLength: 8 });

/** A request with extra headers, some of them signed, the names in any order. */
const signedRequests = fc.record({ extra: extraHeaders, method: fc.constantFrom("GET", "POST"), query: fc.webQueryParameters() }).chain(({ extra, method, query }) =>
  fc.subarray(extra.map(([name]) => name)).chain((some) =>
    fc.shuffledSubarray([...USUAL_NAMES, ...some], { minLength: USUAL_NAMES.length + some.length }).map((names) => ({ names, extra, method, target: `/iias?${query}` }))));
type SignedRequest = typeof signedRequests extends fc.Arbitrary<infer T> ? T : never;

const build = ({ names, extra, method, target }: SignedRequest): RequestHead =>
  // fromEntries defines, it does not assign: a header called __proto__ stays a header.
  signedByHand({ names, method, target, headers: Object.fromEntries(extra) });

test("any subset of extra headers, signed in any order, is accepted, and exactly the signed ones come out", () => {
  fc.assert(fc.property(signedRequests, (request) => {
    const { signedHeaders } = verifyRequestHead(build(request), check);
    const covered = request.names.filter((name) => name !== "(request-target)");
    expect(Object.keys(signedHeaders).sort()).toEqual([...covered].sort());
    for (const [name, value] of request.extra) if (covered.includes(name)) expect(Object.entries(signedHeaders)).toContainEqual([name, value]);
  }), { numRuns: 200 });
});

const flip = (text: string, at: number, bit: number): string => {
  const position = at % text.length;
  return text.slice(0, position) + String.fromCharCode(text.charCodeAt(position) ^ (1 << bit)) + text.slice(position + 1);
};
const refusedWith = (head: RequestHead): number | undefined => {
  try {
    verifyRequestHead(head, check);
    return undefined;
  } catch (error) {
    if (error instanceof EwpError) return error.status;
    throw error;
  }
};

describe("one flipped bit anywhere in what is signed is refused", () => {
  const position = fc.record({ at: fc.nat(), bit: fc.nat(7) });

  test("in the target", () => {
    fc.assert(fc.property(signedRequests, position, (request, { at, bit }) => {
      const head = build(request);
      expect(refusedWith({ ...head, target: flip(head.target, at, bit) })).toBe(400);
    }), { numRuns: 200 });
  });
  test("in the method; only its case does not count in draft-cavage 2.3", () => {
    fc.assert(fc.property(signedRequests, position, (request, { at, bit }) => {
      const head = build(request);
      const method = flip(head.method, at, bit);
      expect(refusedWith({ ...head, method })).toBe(method.toLowerCase() === head.method.toLowerCase() ? undefined : 400);
    }), { numRuns: 200 });
  });
  test("in the value of a signed header", () => {
    fc.assert(fc.property(signedRequests, fc.nat(), position, (request, which, { at, bit }) => {
      const head = build(request);
      const covered = request.names.filter((name) => name !== "(request-target)");
      const name = covered[which % covered.length] ?? "";
      const value = Object.entries(head.headers).find(([own]) => own === name)?.[1] ?? "";
      const headers = headerMap(Object.entries(head.headers).map(([own, text]) => [own, own === name ? flip(value, at, bit) : text]).flat());
      // A flip at an end may make white space, which is no part of a value.
      expect(refusedWith({ ...head, headers })).toBe(400);
    }), { numRuns: 300 });
  });
  test("in the signature itself", () => {
    fc.assert(fc.property(signedRequests, position, (request, { at, bit }) => {
      const head = build(request);
      const authorization = (head.headers["authorization"] ?? "").replace(/signature="([^"]*)"/, (_, own: string) => `signature="${flip(own, at, bit)}"`);
      expect(refusedWith({ ...head, headers: { ...head.headers, authorization } })).toBe(400);
    }), { numRuns: 300 });
  });
  test("anywhere in Authorization: refused, or read as exactly the same", () => {
    fc.assert(fc.property(position, ({ at, bit }) => {
      const head = signedByHand();
      const before = verifyRequestHead(head, check);
      const changed = { ...head, headers: { ...head.headers, authorization: flip(head.headers["authorization"] ?? "", at, bit) } };
      const status = refusedWith(changed);
      if (status === undefined) expect(verifyRequestHead(changed, check)).toEqual(before);
      else expect([400, 401, 403]).toContain(status);
    }), { numRuns: 1000 });
  });
});

test("a header list of any text ends in an answer of the protocol", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom("Authorization", "Host", "Date", "Digest", "X-Request-Id", "__proto__"), fc.string({ unit: "binary" })), { maxLength: 12 }), (headers) => {
    expect([400, 401, 403]).toContain(refusedWith({ method: "GET", target: "/", headers: headerMap(headers.flat()) }));
  }), { numRuns: 500 });
});
