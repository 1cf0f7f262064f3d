import { document, type DocumentOf, many, one, optional, struct, type ValueOf } from "../../../xml/schema.js";
import { email, enumeration, gMonthDay, heiId, integer, string } from "../../../xml/scalars.js";
import { urlLang } from "../../../xml/types/common.js";
import { PHONE_NS } from "../../../xml/types/namespaces.js";
import { phoneNumber } from "../../../xml/types/phone.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-factsheet/tree/stable-v1";

const informationEntry = struct(SPEC, {
  email: one("email", email),
  phoneNumber: one("phone-number", phoneNumber, { ns: PHONE_NS }),
  websiteUrls: many("website-url", urlLang, { min: 1 }),
});

const calendarEntry = struct(SPEC, {
  autumnTerm: one("autumn-term", gMonthDay),
  springTerm: one("spring-term", gMonthDay),
});

const additionalRequirement = struct(SPEC, {
  name: one("name", string),
  details: one("details", string),
  informationWebsites: many("information-website", urlLang),
});

const accessibility = struct(SPEC, {
  type: one("type", enumeration("infrastructure", "service")),
  name: one("name", string),
  description: optional("description", string),
  information: one("information", informationEntry),
});

const factsheet = struct(SPEC, {
  heiId: one("hei-id", heiId),
  calendar: one("calendar", struct(SPEC, {
    studentNominations: one("student-nominations", calendarEntry),
    studentApplications: one("student-applications", calendarEntry),
  })),
  applicationInfo: one("application-info", informationEntry),
  additionalRequirements: many("additional-requirement", additionalRequirement),
  decisionWeeksLimit: one("decision-weeks-limit", integer),
  torWeeksLimit: one("tor-weeks-limit", integer),
  accessibilities: many("accessibility", accessibility),
  housingInfo: one("housing-info", informationEntry),
  visaInfo: one("visa-info", informationEntry),
  insuranceInfo: one("insurance-info", informationEntry),
  additionalInfos: many("additional-info", struct(SPEC, {
    type: one("type", string),
    info: one("info", informationEntry),
  })),
});
export type Factsheet = ValueOf<typeof factsheet>;

/** PROTOCOL 5.5. */
export const factsheetResponse = document(SPEC, "factsheet-response", { factsheets: many("factsheet", factsheet) });
export type FactsheetResponse = DocumentOf<typeof factsheetResponse>;
