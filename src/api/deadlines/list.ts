import type { Caller } from "../../domain/access/caller.js";
import { calendarOf } from "../../domain/deadlines/calendar.js";
import type { Deadline, Period } from "../../domain/deadlines/model.js";
import { given } from "../../kernel/given.js";
import { type HeiId, heiId } from "../../kernel/ids.js";
import { inEnglish } from "../../kernel/lang-text.js";
import { addressOf } from "../inbox/present.js";
import type { Operation, Schema } from "../operation.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "deadlines" | "catalogue" | "institutions" | "clock">;
const DAY_MS = 86_400_000;

/** What a calendar shows: a month back, for what was missed, and a year and a month ahead. */
const CALENDAR_DAYS = { back: 30, ahead: 400 };

export const listDeadlines = ({ deadlines, catalogue, clock }: Services): Operation<"listDeadlines"> => async ({ path, query, caller }) => {
  const today = dayOf(clock.now().getTime());
  const from = query.from ?? today;
  const period = { from, to: query.to ?? dayOf(Date.parse(from) + CALENDAR_DAYS.ahead * DAY_MS) };
  const found = await deadlines.list(heiId(path.heiId), caller, period);
  return { status: 200, body: { items: found.map((deadline) => present(deadline, deadline.partnerHeiId && partnerName(catalogue, deadline.partnerHeiId))) } };
};

export const getCalendar = (services: Services): Operation<"getCalendar"> => async ({ path, caller }) =>
  ({ status: 200, bytes: await calendarFor(services, heiId(path.heiId), caller), mediaType: "text/calendar" });

/** The calendar of an institution as this caller may see it. */
export const calendarFor = async ({ deadlines, catalogue, institutions, clock }: Services, hei: HeiId, caller: Pick<Caller, "access">): Promise<Uint8Array> => {
  const now = clock.now();
  const period: Period = { from: dayOf(now.getTime() - CALENDAR_DAYS.back * DAY_MS), to: dayOf(now.getTime() + CALENDAR_DAYS.ahead * DAY_MS) };
  const [institution, found] = await Promise.all([institutions.get(hei), deadlines.list(hei, caller, period)]);
  return Buffer.from(calendarOf({ name: inEnglish(institution?.names ?? []) || hei, deadlines: found, partnerName: (id) => partnerName(catalogue, id) ?? id, now }));
};

const dayOf = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : "");

const present = ({ record, partnerHeiId = "" as HeiId, ...deadline }: Deadline, name: string | undefined): Schema<"Deadline"> => ({
  ...deadline, unitIds: [...deadline.unitIds], data: { ...deadline.data },
  ...given({ partnerHeiId: partnerHeiId || undefined, partnerName: name, address: record && addressOf({ kind: record.kind, objectId: record.objectId, partnerHeiId }) }),
});
