/** What all commands on one agreement share: how they are called and how they answer. */
import type { AgreementPair } from "../../domain/agreements/model.js";
import type { Command } from "../../domain/agreements/service.js";
import { given } from "../../kernel/given.js";
import { heiId, iiaId } from "../../kernel/ids.js";
import { actorOf, type Caller } from "../../domain/access/caller.js";
import { partnerName } from "../partners/name.js";
import type { Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentAgreement } from "./present/agreement.js";

interface AgreementCall {
  readonly path: { readonly heiId: string; readonly agreementId: string };
  readonly ifMatch: number | undefined;
  readonly caller: Caller;
}

/** The agreement that the path names, at the revision of `If-Match`, asked for by the caller. */
export const commandOf = ({ path, ifMatch, caller }: AgreementCall): Command =>
  ({ heiId: heiId(path.heiId), id: iiaId(path.agreementId), actor: actorOf(caller), ...given({ ifRevision: ifMatch }) });

/** 200 with the agreement and its ETag. */
export const agreementAnswer = (pair: AgreementPair, catalogue: OfficeServices["catalogue"]): { status: 200; body: Schema<"Agreement">; revision: number } =>
  ({ status: 200, body: presentAgreement(pair, partnerName(catalogue, pair.agreement.partnerHeiId)), revision: pair.agreement.revision });

/** 201 with the agreement, its ETag and its address. */
export const createdAnswer = (pair: AgreementPair, catalogue: OfficeServices["catalogue"]): { status: 201; body: Schema<"Agreement">; revision: number; location: string } =>
  ({ ...agreementAnswer(pair, catalogue), status: 201, location: `/institutions/${encodeURIComponent(pair.agreement.heiId)}/agreements/${encodeURIComponent(pair.agreement.id)}` });
