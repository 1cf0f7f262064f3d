/** Draft an agreement and send it to the partner. */
import { connect, dataOf } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "", PARTNER_ID: partnerHeiId = "" } = process.env;
const node = connect({ url, token });

const draft = await dataOf(node.POST("/institutions/{heiId}/agreements", {
  params: { path: { heiId } },
  body: {
    partnerHeiId,
    owner: { iiaCode: "2026-LAW-01", contacts: [{ names: [{ text: "International Office", lang: "en" }], emails: ["international@rive.example"] }] },
    conditions: [{
      kind: "student-studies", sendingHeiId: heiId, sendingContacts: [], receivingHeiId: partnerHeiId, receivingContacts: [], firstAcademicYear: "2026/2027", lastAcademicYear: "2028/2029", mobilitiesPerYear: 2,
      totalMonthsPerYear: "10", blended: false, subjectAreas: [{ iscedFCode: "0421" }], languageSkills: [{ language: "en", cefrLevel: "B2" }],
    }],
  },
}));
const sent = await dataOf(node.POST("/institutions/{heiId}/agreements/{agreementId}/send", { params: { path: { heiId, agreementId: draft.id } } }));
console.log(sent.id, sent.status, sent.nextStep);
