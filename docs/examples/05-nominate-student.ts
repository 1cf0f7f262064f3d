/** Nominate a student and send it to the partner. */
import { connect, dataOf } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "", PARTNER_ID: partnerHeiId = "" } = process.env;
const node = connect({ url, token });

const draft = await dataOf(node.POST("/institutions/{heiId}/outgoing-nominations", {
  params: { path: { heiId } },
  body: {
    partnerHeiId,
    student: {
      givenNames: [{ text: "Zoë" }], familyNames: [{ text: "Łukasiewicz" }], globalId: `urn:schac:personalUniqueCode:int:esi:${heiId}:2026001`, birthDate: "2004-02-29",
      nationality: "PL", gender: 2, email: "zoe@rive.example",
    },
    nomination: { receivingAcademicYear: "2026/2027", term: "2026/2027-1/2", activity: "long-term", agreementIscedFCode: "0421", eqfLevel: 6, nomineeIscedFCode: "0421" },
  },
}));
const sent = await dataOf(node.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/send", { params: { path: { heiId, omobilityId: draft.id } } }));
console.log(sent.id, sent.status, sent.turn);
