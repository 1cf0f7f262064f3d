/** The TypeScript client of a node's REST API, `passerelle/client`. */
export { connect, type Connection } from "./connect.js";
export type { Credentials } from "./credentials.js";
export type { PasserelleClient } from "./create-client.js";
export { every } from "./every.js";
export { type ChangeEntry, follow, type Follow } from "./follow.js";
export type { Schemas } from "./plain.js";
export { dataOf, PasserelleProblem } from "./problem.js";
