import type { Response } from "express";
import type { SignedIn } from "../../domain/people/sign-in.js";
import { forbidden } from "../../kernel/errors.js";

/** What is known of whoever is at the door, before and besides what they may do. */
export interface Visitor {
  /** Whose budget wrong attempts are charged to; empty when nobody can tell. */
  readonly address: string;
  /** What the browser shows in the cookie. */
  readonly secret: string | undefined;
  /** What the browser keeps of a sign-in that was begun at the provider. */
  readonly started?: string | undefined;
  /** Behind the `?` of the address, as it came. */
  readonly query?: string;
  /** `Authorization`, where a system asks for a token with it. */
  readonly authorization?: string | undefined;
  readonly signedIn?: SignedIn | undefined;
}

/** Only behind `authenticate`. */
export const visitorOf = (response: Response): Visitor => {
  const visitor: Visitor | undefined = response.locals["visitor"];
  if (!visitor) throw new TypeError("no visitor: the route is not behind authenticate");
  return visitor;
};

/** Throws 403 `people-only` for systems. */
export const requirePerson = ({ signedIn }: Visitor): SignedIn => {
  if (!signedIn) throw forbidden("This is for people who are signed in; a token has no password and no second factor.", { code: "people-only" });
  return signedIn;
};
