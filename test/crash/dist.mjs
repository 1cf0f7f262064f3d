/** What the suite uses of the build: the program itself, and the sandbox's network, journey and REST client. */
export const MAIN = new URL("../../dist/main.js", import.meta.url).pathname;
export { createDatabase } from "../../dist/store/create-database.js";
export { startNetwork, whenAnswering } from "../../dist/sandbox/network/start.js";
export { nodeProcess } from "../../dist/sandbox/network/process-specs.js";
export { portsOf } from "../../dist/sandbox/network/plan.js";
export { findFreeBase } from "../../dist/sandbox/processes/free-ports.js";
export { Supervisor } from "../../dist/sandbox/processes/supervisor.js";
export { GaveUp, messageOf, waitUntil } from "../../dist/sandbox/processes/wait-until.js";
export { planJourney } from "../../dist/sandbox/demo/journey.js";
export { perform } from "../../dist/sandbox/demo/perform.js";
export { SHORTEST, STEPS } from "../../dist/sandbox/demo/steps.js";
export { planStudent } from "../../dist/sandbox/demo/student/journey.js";
export { AGREEMENT_STEPS } from "../../dist/sandbox/demo/student/agreement-steps.js";
export { NOMINATION_STEPS } from "../../dist/sandbox/demo/student/nomination-steps.js";
export { STUDENT_STEPS } from "../../dist/sandbox/demo/student/steps.js";
export { dataOf } from "../../dist/sandbox/office-client.js";
export { Side } from "../../dist/sandbox/side.js";
