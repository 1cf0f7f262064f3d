import { actorOf } from "../../domain/access/caller.js";
import { scopesOnUnits } from "../../domain/access/on-units.js";
import { statusOf, turnOf } from "../../domain/agreements/status.js";
import { type RenewalLine, stageOf } from "../../domain/renewals/model.js";
import { isReadable, type RenewalResult } from "../../domain/renewals/service.js";
import { given } from "../../kernel/given.js";
import { heiId, iiaId } from "../../kernel/ids.js";
import { filteredPage } from "../lists/filtered-page.js";
import { pageRequest, presentPage } from "../lists/page.js";
import type { Operation, Schema } from "../operation.js";
import { partnerName } from "../partners/name.js";
import { presentRefusal } from "../problems/one-of-many.js";
import type { OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "renewals" | "catalogue">;

/** Drafts for the next programme, made from agreements that are in force. */
export const renewAgreements = ({ renewals }: Services): Operation<"renewAgreements"> => async ({ path, body, caller }) => {
  const hei = heiId(path.heiId);
  const { agreementIds, dryRun = false, ...programme } = body;
  const results = await renewals.renew({ heiId: hei, sourceIds: agreementIds.map(iiaId), programme, dryRun, actor: actorOf(caller), scopesOn: scopesOnUnits(caller, hei) });
  return { status: 200, body: { items: results.map(presentResult) } };
};

const presentResult = (result: RenewalResult): Schema<"RenewalResult"> =>
  result.outcome === "refused"
    ? { sourceAgreementId: result.sourceId, outcome: result.outcome, refusal: presentRefusal(result.refusal) }
    : { sourceAgreementId: result.sourceId, outcome: result.outcome, partnerHeiId: result.partnerHeiId, ...given({ agreementId: result.draftId }) };

export const listRenewals = ({ renewals, catalogue }: Services): Operation<"listRenewals"> => async ({ path, query, caller }) => {
  const [hei, scopesOn] = [heiId(path.heiId), scopesOnUnits(caller, heiId(path.heiId))];
  const page = await filteredPage(pageRequest(query), (request) => renewals.list(hei, programmeOf(query), request), isReadable(scopesOn));
  return { status: 200, body: presentPage(page, (line) => presentLine(line, partnerName(catalogue, line.pair.agreement.partnerHeiId))) };
};

const presentLine = ({ renewal, pair, remindedAt }: RenewalLine, name: string | undefined): Schema<"Renewal"> => {
  const { turn, step, sentence } = turnOf(pair);
  return {
    sourceAgreementId: renewal.sourceId, agreementId: renewal.draftId, partnerHeiId: pair.agreement.partnerHeiId, stage: stageOf(pair), status: statusOf(pair), turn, nextStep: sentence, nextStepCode: step,
    revision: pair.agreement.revision, createdAt: renewal.createdAt.toISOString(), ...given({ partnerName: name, remindedAt: remindedAt?.toISOString() }),
  };
};

export const getRenewalFunnel = ({ renewals }: Services): Operation<"getRenewalFunnel"> => async ({ path, query, caller }) => {
  const hei = heiId(path.heiId);
  return { status: 200, body: await renewals.funnel(hei, programmeOf(query), scopesOnUnits(caller, hei)) };
};

export const remindRenewals = ({ renewals }: Services): Operation<"remindRenewals"> => async ({ path, body, caller }) => {
  const hei = heiId(path.heiId);
  const { reminded, tooSoon } = await renewals.remind(hei, body, scopesOnUnits(caller, hei));
  return { status: 200, body: { reminded: reminded.map(({ partnerHeiId, agreementIds }) => ({ partnerHeiId, agreements: agreementIds.length })), tooSoon: [...tooSoon] } };
};

const programmeOf = ({ firstAcademicYear, lastAcademicYear }: { readonly firstAcademicYear: string; readonly lastAcademicYear: string }) => ({ firstAcademicYear, lastAcademicYear });
