import type { Factsheet, InformationEntry, PublishedFactsheet } from "../../../domain/institutions/model.js";
import { given } from "../../../kernel/given.js";
import { fromWireUrl, toWireUrl } from "../../common/contact.js";
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

const fromWireEntry = ({ email, phoneNumber, websiteUrls }: WireFactsheet["applicationInfo"]): InformationEntry =>
  ({ email, phoneNumber, websiteUrls: websiteUrls.map(fromWireUrl) });

/** What a partner tells its exchange students. */
export const fromWireFactsheet = (factsheet: WireFactsheet): PublishedFactsheet => ({
  heiId: factsheet.heiId,
  studentNominations: factsheet.calendar.studentNominations,
  studentApplications: factsheet.calendar.studentApplications,
  applicationInfo: fromWireEntry(factsheet.applicationInfo),
  additionalRequirements: factsheet.additionalRequirements.map(({ name, details, informationWebsites }) =>
    ({ name, details, informationWebsites: informationWebsites.map(fromWireUrl) })),
  decisionWeeksLimit: factsheet.decisionWeeksLimit,
  torWeeksLimit: factsheet.torWeeksLimit,
  accessibility: factsheet.accessibilities.map(({ type, name, description, information }) =>
    ({ type, name, information: fromWireEntry(information), ...given({ description }) })),
  housingInfo: fromWireEntry(factsheet.housingInfo),
  visaInfo: fromWireEntry(factsheet.visaInfo),
  insuranceInfo: fromWireEntry(factsheet.insuranceInfo),
  additionalInfo: factsheet.additionalInfos.map(({ type, info }) => ({ type, info: fromWireEntry(info) })),
});
