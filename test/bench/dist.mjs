/** What the bench uses of the build: the program itself, and the sandbox's sample data and REST client. */
export const MAIN = new URL("../../dist/main.js", import.meta.url).pathname;
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
