import type { RequestHandler } from "express";
import type { CalendarFeed } from "../../domain/deadlines/feeds.js";
import { notFound } from "../../kernel/errors.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { calendarFor } from "./list.js";

type Services = Pick<OfficeServices, "calendarFeeds">;

export const createCalendarFeed = ({ calendarFeeds }: Services): Operation<"createCalendarFeed"> => async ({ path, body, caller }) => {
  const { feed, key } = await calendarFeeds.add(heiId(path.heiId), body.name, caller);
  return { status: 201, body: { ...present(feed), address: `/calendars/${feed.id}.ics?key=${key}` } };
};

export const listCalendarFeeds = ({ calendarFeeds }: Services): Operation<"listCalendarFeeds"> => async ({ path, caller }) =>
  ({ status: 200, body: { items: (await calendarFeeds.list(heiId(path.heiId), caller)).map(present) } });

export const revokeCalendarFeed = ({ calendarFeeds }: Services): Operation<"revokeCalendarFeed"> => async ({ path, caller }) => {
  await calendarFeeds.revoke(heiId(path.heiId), path.feedId, caller);
  return { status: 204 };
};

const present = ({ id, name, createdAt, caller }: CalendarFeed): Schema<"CalendarFeed"> => ({ id, name, createdAt: createdAt.toISOString(), madeBy: caller.kind });

const ADDRESS = /^\/calendars\/([0-9a-f-]{36})\.ics$/;

/**
 * What calendar programs ask for: they can show no token, so the key stands in the query, which is never logged. The same 404 for every
 * address that does not work.
 */
export const calendars = (services: Services & Parameters<typeof calendarFor>[0]): RequestHandler => async (request, response, next) => {
  const id = request.method === "GET" ? ADDRESS.exec(request.path)?.[1] : undefined;
  if (id === undefined) return next();
  const key = request.query["key"];
  const open = typeof key === "string" ? await services.calendarFeeds.open(id, key) : undefined;
  if (!open) throw notFound("There is no calendar at this address, or it was revoked.", { code: "no-such-calendar" });
  const bytes = await calendarFor(services, open.heiId, open.caller);
  response.set({ "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, max-age=900" }).send(Buffer.from(bytes));
};
