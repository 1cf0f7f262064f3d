import { createHash } from "node:crypto";
import { firstCalendarYear, isAcademicYear } from "../../kernel/academic-year.js";
import { badRequest, EwpError } from "../../kernel/errors.js";
import { iiaId, type HeiId, type IiaId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { ScopesOnUnits } from "../access/on-units.js";
import type { AgreementPair } from "../agreements/model.js";
import type { Agreements } from "../agreements/service.js";
import { noSuchAgreement } from "../agreements/transitions/refusals.js";
import { unitsOf } from "../agreements/units.js";
import { everyPage, type Page, type PageRequest } from "../page.js";
import { renewedContent } from "./clone.js";
import { type Programme, type Renewal, RENEWAL_STAGES, type RenewalLine, type RenewalStage, stageOf } from "./model.js";
import type { PartnerReminder, RenewalStore } from "./ports.js";

interface Parts {
  readonly store: RenewalStore;
  readonly agreements: Pick<Agreements, "get" | "create" | "contentProblems">;
  readonly clock: Clock;
}

interface Renew {
  readonly heiId: HeiId;
  readonly sourceIds: readonly IiaId[];
  readonly programme: Programme;
  /** Looks at everything and makes nothing. */
  readonly dryRun: boolean;
  readonly actor: string;
  readonly scopesOn: ScopesOnUnits;
}

/** `existing`: it had been renewed for these years before. A dry run names no draft that is not there yet. */
export type RenewalResult = { readonly sourceId: IiaId } & ({ readonly outcome: "drafted" | "existing" | "possible"; readonly partnerHeiId: HeiId; readonly draftId?: IiaId } | { readonly outcome: "refused"; readonly refusal: EwpError });

export interface Funnel {
  readonly total: number;
  readonly stages: Readonly<Record<RenewalStage, number>>;
}

export interface Reminders {
  readonly reminded: readonly PartnerReminder[];
  /** Reminded less than a day ago. */
  readonly tooSoon: readonly HeiId[];
}

const BETWEEN_REMINDERS_MS = 24 * 3_600_000;

/** Campaigns: agreements are renewed as drafts, sent like any other, counted on their way, and their partners reminded (PEERS 4.1 item 11). */
export const createRenewals = ({ store, agreements, clock }: Parts) => {
  const sourceOf = async ({ heiId, scopesOn }: Renew, id: IiaId): Promise<AgreementPair> => {
    const pair = await agreements.get(heiId, id);
    if (pair.agreement.stage === "deleted" || !scopesOn(unitsOf(pair.agreement.mine.copy)).has("agreements:write")) throw noSuchAgreement();
    return pair;
  };

  const renewOne = async (command: Renew, sourceId: IiaId): Promise<RenewalResult> => {
    const { heiId, programme, dryRun, actor } = command;
    const { agreement } = await sourceOf(command, sourceId);
    const { partnerHeiId } = agreement;
    const before = await store.get(heiId, sourceId, programme);
    const stage = before && await draftStage(heiId, before.draftId);
    if (before && stage !== "deleted" && stage !== "missing") return { sourceId, partnerHeiId, outcome: "existing", draftId: before.draftId };
    const content = renewedContent(agreement, programme);
    if (dryRun) {
      const problems = await agreements.contentProblems(heiId, partnerHeiId, content);
      if (problems.length > 0) throw badRequest("The renewed copy would break rules of the network.", { code: "invalid-agreement", details: problems });
      return { sourceId, partnerHeiId, outcome: "possible" };
    }
    const attempt = (before?.attempt ?? 0) + (stage === "missing" ? 0 : 1);
    const draftId = draftIdOf(heiId, sourceId, programme, attempt);
    // The draft first: what is refused leaves no row, and a second attempt finds the draft by its id.
    await agreements.create({ heiId, partnerHeiId, content, objectId: draftId, actor });
    await store.put({ heiId, sourceId, programme, attempt, draftId, createdAt: clock.now() });
    return { sourceId, partnerHeiId, outcome: "drafted", draftId };
  };

  const draftStage = (heiId: HeiId, id: IiaId) => agreements.get(heiId, id).then(({ agreement }) => agreement.stage, (error: unknown) => {
    if (error instanceof EwpError && error.status === 404) return "missing" as const;
    throw error;
  });

  const lines = (heiId: HeiId, programme: Programme) => everyPage((page) => store.list(heiId, programme, page));

  return {
    /** One after the other, each with its own result; repeating it makes nothing twice. Throws 400 for years that are none. */
    renew: async (command: Renew): Promise<readonly RenewalResult[]> => {
      refuseYears(command.programme);
      const results: RenewalResult[] = [];
      for (const sourceId of new Set(command.sourceIds)) {
        results.push(await renewOne(command, sourceId).catch((refusal: unknown) => {
          if (refusal instanceof EwpError) return { sourceId, outcome: "refused" as const, refusal };
          throw refusal;
        }));
      }
      return results;
    },

    list: (heiId: HeiId, programme: Programme, page: PageRequest): Promise<Page<RenewalLine>> => store.list(heiId, programme, page),

    funnel: async (heiId: HeiId, programme: Programme, scopesOn: ScopesOnUnits): Promise<Funnel> => {
      const seen = (await lines(heiId, programme)).filter(isReadable(scopesOn));
      const stages = seen.map(({ pair }) => stageOf(pair));
      return { total: seen.length, stages: Object.fromEntries(RENEWAL_STAGES.map((stage) => [stage, stages.filter((one) => one === stage).length])) as Funnel["stages"] };
    },

    /** Tells partners that have not answered once more, each at most once a day whoever asks. */
    remind: async (heiId: HeiId, programme: Programme, scopesOn: ScopesOnUnits): Promise<Reminders> => {
      const now = clock.now();
      const byPartner = new Map<HeiId, IiaId[]>();
      for (const { pair } of (await lines(heiId, programme)).filter((line) => scopesOn(unitsOf(line.pair.agreement.mine.copy)).has("agreements:write"))) {
        const { partnerHeiId, id } = pair.agreement;
        if (stageOf(pair) === "sent") byPartner.set(partnerHeiId, [...(byPartner.get(partnerHeiId) ?? []), id]);
      }
      const partners = [...byPartner].map(([partnerHeiId, agreementIds]) => ({ partnerHeiId, agreementIds }));
      const told = new Set(await store.remind(heiId, partners, { now, since: new Date(now.getTime() - BETWEEN_REMINDERS_MS) }));
      return { reminded: partners.filter(({ partnerHeiId }) => told.has(partnerHeiId)), tooSoon: partners.map(({ partnerHeiId }) => partnerHeiId).filter((id) => !told.has(id)) };
    },
  };
};
export type Renewals = ReturnType<typeof createRenewals>;

export const isReadable = (scopesOn: ScopesOnUnits) => ({ pair }: RenewalLine): boolean => scopesOn(unitsOf(pair.agreement.mine.copy)).has("agreements:read");

/** The same renewal has the same id in every process, so that two that make it at once make one. */
const draftIdOf = (heiId: HeiId, sourceId: IiaId, { firstAcademicYear, lastAcademicYear }: Programme, attempt: number): Renewal["draftId"] => {
  const hex = createHash("sha256").update(JSON.stringify(["renewal", heiId, sourceId, firstAcademicYear, lastAcademicYear, attempt])).digest("hex");
  return iiaId([hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-"));
};

const refuseYears = ({ firstAcademicYear, lastAcademicYear }: Programme): void => {
  const wrong = Object.entries({ firstAcademicYear, lastAcademicYear }).filter(([, year]) => !isAcademicYear(year)).map(([field]) => ({ field, problem: "is no academic year", expected: "two years that are equal or consecutive, such as 2028/2029" }));
  if (wrong.length === 0 && firstCalendarYear(firstAcademicYear) > firstCalendarYear(lastAcademicYear)) wrong.push({ field: "lastAcademicYear", problem: "is before the first", expected: "the last year of the renewal" });
  if (wrong.length > 0) throw badRequest(wrong.map(({ field, problem }) => `${field}: ${problem}`).join("; "), { code: "invalid-content", details: wrong });
};
