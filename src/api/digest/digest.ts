import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import { shownWish } from "../../domain/digest/service.js";
import { notFound } from "../../kernel/errors.js";
import { heiId } from "../../kernel/ids.js";
import { requirePerson } from "../door/visitor.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "digests" | "mailsDigests">;

export const getDigest = ({ digests, mailsDigests }: Services): Operation<"getDigest"> => async ({ path, visitor }) => {
  const { person } = requirePerson(visitor);
  return { status: 200, body: { possible: mailsDigests, ...shownWish(await digests.get(person.id, heiId(path.heiId))) } };
};

export const changeDigest = ({ digests, mailsDigests }: Services): Operation<"changeDigest"> => async ({ path, body, visitor }) => {
  const { person } = requirePerson(visitor);
  const hei = heiId(path.heiId);
  if (body.wanted) await digests.want({ personId: person.id, heiId: hei, key: randomBytes(32).toString("base64url") });
  else await digests.unwant(person.id, hei);
  return { status: 200, body: { possible: mailsDigests, ...shownWish(await digests.get(person.id, hei)) } };
};

const ADDRESS = "/digests/unsubscribe";
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Unsubscribe</title><form method="post"><p>Do you want no more daily mails?</p><button>Unsubscribe</button></form></html>`;

/**
 * Where mail programs unsubscribe by one POST (RFC 8058). The key is all that it takes and all that it gives; a GET, which scanners of
 * links do, changes nothing.
 */
export const unsubscribing = ({ digests }: Pick<OfficeServices, "digests">): RequestHandler => async (request, response, next) => {
  if (request.path !== ADDRESS || (request.method !== "GET" && request.method !== "POST")) return next();
  const key = request.query["key"];
  if (request.method === "GET") return void response.set("Content-Security-Policy", "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'").type("html").send(PAGE);
  if (typeof key !== "string" || !(await digests.unsubscribe(key))) throw notFound("There is no such mail, or it was ended before.", { code: "no-such-digest" });
  response.type("text/plain").send("You will get no more daily mails of this institution.\n");
};
