/** Outgoing mobilities 2: nominations as the older workflow tells them (PROTOCOL 5.12). */
import { choosing, content, document, many, one, optional, optionalAttribute, struct, type ValueOf } from "../../../xml/schema.js";
import {
  academicYear, asciiId, boolean, cefrLevel, country, date, email, enumeration, eqfLevel, gender, heiId, http, https, iiaId, languageTag, omobilityId, pattern, personal, string,
} from "../../../xml/scalars.js";
import { ewpTermId } from "../../../xml/types/academic-term.js";
import { addresses } from "../../../xml/types/address.js";
import { langText } from "../../../xml/types/common.js";
import { PHONE_NS } from "../../../xml/types/namespaces.js";
import { phoneNumber } from "../../../xml/types/phone.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v2/endpoints";
const GET = `${SPEC}/get-response.xsd`;

const photo = struct(GET, {
  url: content(personal(https)),
  sizePx: optionalAttribute("size-px", pattern("a size in pixels like 350x450", /^[0-9]+x[0-9]+$/)),
  public: optionalAttribute("public", boolean),
  date: optionalAttribute("date", date),
});

const student = struct(GET, {
  givenNames: many("given-names", langText, { min: 1 }),
  familyNames: many("family-name", langText, { min: 1 }),
  globalId: one("global-id", personal(string)),
  birthDate: optional("birth-date", personal(date)),
  citizenship: optional("citizenship", personal(country)),
  gender: optional("gender", personal(gender)),
  email: optional("email", email),
  photos: many("photo-url", photo),
  ...addresses,
  phoneNumbers: many("phone-number", phoneNumber, { ns: PHONE_NS }),
});

const mobilityHei = struct(GET, { heiId: one("hei-id", heiId), ounitId: optional("ounit-id", asciiId), iiaId: optional("iia-id", iiaId) });

const requirement = choosing(
  struct(GET, { name: one("name", string), file: optional("file", string), url: optional("url", http) }),
  ["file", "url"],
);

const studentMobility = choosing(
  struct(GET, {
    omobilityId: one("omobility-id", omobilityId),
    sendingHei: one("sending-hei", mobilityHei),
    receivingHei: one("receiving-hei", mobilityHei),
    sendingAcademicTermEwpId: optional("sending-academic-term-ewp-id", ewpTermId),
    nonStandardMobilityPeriod: optional("non-standard-mobility-period", struct(GET, {})),
    receivingAcademicYearId: one("receiving-academic-year-id", academicYear),
    student: one("student", student),
    status: one("status", enumeration("nomination", "live", "recognized", "cancelled")),
    activityType: one("activity-type", enumeration("student-studies", "student-traineeships")),
    activityAttributes: one("activity-attributes", enumeration("long-term", "short-term-blended", "short-term-doctoral")),
    plannedArrivalDate: optional("planned-arrival-date", date),
    plannedDepartureDate: optional("planned-departure-date", date),
    eqfLevelStudiedAtNomination: optional("eqf-level-studied-at-nomination", eqfLevel),
    eqfLevelStudiedAtDeparture: optional("eqf-level-studied-at-departure", eqfLevel),
    nomineeIscedFCode: optional("nominee-isced-f-code", string),
    languageSkills: many("nominee-language-skill", struct(GET, { language: one("language", languageTag), cefrLevel: optional("cefr-level", cefrLevel) })),
    requirements: many("additional-requirement", requirement),
  }),
  ["sendingAcademicTermEwpId", "nonStandardMobilityPeriod"],
);
export type WireStudentMobility = ValueOf<typeof studentMobility>;

export const getResponse = document(GET, "omobilities-get-response", { mobilities: many("student-mobility", studentMobility) });
export const indexResponse = document(`${SPEC}/index-response.xsd`, "omobilities-index-response", { omobilityIds: many("omobility-id", omobilityId) });
