import { badRequest } from "../../kernel/errors.js";
import { isDay } from "../../kernel/day.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Logger } from "../../kernel/ports.js";
import { type ScopesOnUnits, scopesOnUnits } from "../access/on-units.js";
import type { Inbox, Reader } from "../inbox/service.js";
import type { InboxItem } from "../inbox/model.js";
import type { InstitutionStore, PartnerProfiles } from "../institutions/ports.js";
import { everyPage } from "../page.js";
import { type Deadline, type Period, within } from "./model.js";
import { agreementDeadlines } from "./of-agreements.js";
import { factsheetDeadlines } from "./of-factsheet.js";
import type { DeadlineSource } from "./ports.js";

interface Parts {
  readonly source: DeadlineSource;
  readonly inbox: Pick<Inbox, "all">;
  readonly institutions: Pick<InstitutionStore, "factsheet">;
  readonly profiles: Pick<PartnerProfiles, "factsheet">;
  readonly clock: Clock;
  readonly log: Logger;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3_660;
/** A partner's factsheet is read again after a week. */
const FACTSHEET_MS = 7 * DAY_MS;
/** So many factsheets are read, one after the other, when somebody looks at deadlines. */
const MOST_ASKED = 50;

/** All deadlines of an institution in a period, from what the records and factsheets say at this moment. */
export const createDeadlines = ({ source, inbox, institutions, profiles, clock, log }: Parts) => {
  let asking = false;

  /** Reads old factsheets while nobody waits. */
  const askPartners = async (heiId: HeiId, partners: readonly HeiId[]): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      for (let i = 0; i < MOST_ASKED; i++) {
        const now = clock.now();
        const partner = await source.nextToAsk(partners, { now, before: new Date(now.getTime() - FACTSHEET_MS) });
        if (partner === undefined) return;
        const factsheet = await profiles.factsheet(heiId, partner).then((found) => ({ found }), () => undefined);
        if (factsheet) await source.read(partner, factsheet.found, clock.now());
      }
    } finally {
      asking = false;
    }
  };

  return {
    /** In the order of their days. Throws 400 for days that are none, or for more than ten years. */
    list: async (heiId: HeiId, reader: Reader, period: Period): Promise<readonly Deadline[]> => {
      refusePeriod(period);
      const scopesOn = scopesOnUnits(reader, heiId);
      const [holding, items] = await Promise.all([everyPage((page) => source.holding(heiId, page)), inbox.all(heiId, reader)]);
      const partners = [...new Set(holding.map(({ partnerHeiId }) => partnerHeiId))];
      const [own, known] = await Promise.all([institutions.factsheet(heiId), source.factsheets(partners)]);
      askPartners(heiId, partners).catch((error: unknown) => log.warn("factsheets of partners could not be read", { error: String(error) }));
      const all = [
        ...agreementDeadlines(holding, period).filter(isForAgreementReader(scopesOn)),
        ...(own ? factsheetDeadlines(own, { ours: true, period }) : []),
        ...known.flatMap((factsheet) => factsheetDeadlines(factsheet, { ours: false, period })),
        ...items.flatMap(ofItem).filter(within(period)),
      ];
      return all.sort((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1));
    },
  };
};
export type Deadlines = ReturnType<typeof createDeadlines>;

/** Those of no agreement in particular are for whoever reads agreements of the whole institution. */
const isForAgreementReader = (scopesOn: ScopesOnUnits) => ({ unitIds }: Deadline): boolean => scopesOn(unitIds).has("agreements:read");

const SENTENCES = {
  "signed-before-start": "Last day to have the learning agreement signed: two weeks before the mobility starts.",
  "decision": "Last day for the decision that the factsheet promises.",
  "transcript": "Last day for the transcript that the factsheet promises.",
} as const;

/** What an item of the inbox is due for; without the label, which may name a student. */
const ofItem = ({ id, kind, objectId, partnerHeiId, unitIds, turn, due }: InboxItem): readonly Deadline[] =>
  (due ? [{ id: `${due.code}/${id}`, on: due.on, code: due.code, sentence: SENTENCES[due.code], data: { turn }, partnerHeiId, unitIds, record: { kind, objectId } }] : []);

const refusePeriod = ({ from, to }: Period): void => {
  const problem = !isDay(from) || !isDay(to) ? "from and to are days of the calendar" : to < from ? "to is before from" : (Date.parse(to) - Date.parse(from)) / DAY_MS > LONGEST_DAYS ? "the period is longer than ten years" : undefined;
  if (problem !== undefined) throw badRequest(`The period cannot be: ${problem}.`, { code: "bad-period", details: [{ field: "query.to", problem, expected: "YYYY-MM-DD, from the first to the last day, ten years at most" }] });
};
