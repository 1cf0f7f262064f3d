import type { Factsheet, InformationEntry } from "../../../domain/institutions/model.js";
import { given } from "../../../kernel/given.js";
import { toWireUrl } from "../../common/contact.js";
import type { Factsheet as WireFactsheet } from "./documents.js";

const toWireEntry = ({ email, phoneNumber, websiteUrls }: InformationEntry): WireFactsheet["applicationInfo"] =>
  ({ email, phoneNumber, websiteUrls: websiteUrls.map(toWireUrl) });

/** What exchange students have to know (PROTOCOL 5.5). */
export const toWireFactsheet = (factsheet: Factsheet): WireFactsheet => ({
  heiId: factsheet.heiId,
  calendar: { studentNominations: factsheet.studentNominations, studentApplications: factsheet.studentApplications },
  applicationInfo: toWireEntry(factsheet.applicationInfo),
  additionalRequirements: factsheet.additionalRequirements.map(({ name, details, informationWebsites }) =>
    ({ name, details, informationWebsites: informationWebsites.map(toWireUrl) })),
  decisionWeeksLimit: factsheet.decisionWeeksLimit,
  torWeeksLimit: factsheet.torWeeksLimit,
  accessibilities: factsheet.accessibility.map(({ type, name, description, information }) =>
    ({ type, name, information: toWireEntry(information), ...given({ description }) })),
  housingInfo: toWireEntry(factsheet.housingInfo),
  visaInfo: toWireEntry(factsheet.visaInfo),
  insuranceInfo: toWireEntry(factsheet.insuranceInfo),
  additionalInfos: factsheet.additionalInfo.map(({ type, info }) => ({ type, info: toWireEntry(info) })),
});
