/** What the bench uses of the build: the program itself, and the sandbox's sample data and REST client. */
export const MAIN = new URL("../../dist/main.js", import.meta.url).pathname;
import { getResponse, indexResponse } from "../../dist/ewp/omobilities/v3/documents.js";
import { toWireMobility } from "../../dist/ewp/omobilities/v3/mapping.js";
import { writeDocument } from "../../dist/xml/write.js";

export { createDatabase, dropDatabase } from "../../dist/store/create-database.js";
export { generateToken } from "../../dist/security/token.js";
export { sandboxCertificates } from "../../dist/sandbox/network/certificates.js";
export { createInstitution } from "../../dist/sandbox/network/institution.js";
export { dataOf, officeClient } from "../../dist/sandbox/office-client.js";
export { INSTITUTIONS } from "../../dist/sandbox/samples/institutions.js";
export { SendingCoordinator } from "../../dist/sandbox/coordinators/sending.js";
export { laDetailsOf, sampleStudent } from "../../dist/sandbox/samples/students.js";
export { termsBetween } from "../../dist/sandbox/samples/terms.js";
export { fetchInChild } from "../../dist/registry/fetch/in-child.js";
export { createCatalogue } from "../../dist/registry/refresh.js";
export { Side } from "../../dist/sandbox/side.js";

/** `get` and `index` of omobilities 3 of a sending institution, in pieces: what stands around one nomination's id, and around them. */
export const nominationDocument = ({ from, to }) => {
  const nomination = { ...NOMINATION, heiId: from.heiId, partnerHeiId: to.heiId };
  const xml = writeDocument(getResponse, { mobilities: [toWireMobility(nomination)] });
  const [start, end] = [xml.indexOf("<student-mobility"), xml.lastIndexOf("</student-mobility>") + "</student-mobility>".length];
  const [before, after] = xml.slice(start, end).split(NOMINATION.id);
  const list = writeDocument(indexResponse, { omobilityIds: [NOMINATION.id] }).split(/<omobility-id>.*<\/omobility-id>/);
  return { get: [xml.slice(0, start), before, after, xml.slice(end)], index: list };
};
const NOMINATION = {
  id: "THE-ID", status: "pending",
  student: { givenNames: [{ text: "Ana" }], familyNames: [{ text: "Bench" }], globalId: "urn:schac:personalUniqueCode:int:esi:bench.example:1", birthDate: "2004-05-31", nationality: "ES", gender: 2, email: "ana@bench.example" },
  proposal: { id: "p1", content: { receivingAcademicYear: "2030/2031", term: "2030/2031-1/2", activity: "long-term", agreementIscedFCode: "0314", eqfLevel: 6, nomineeIscedFCode: "0314" } },
};
