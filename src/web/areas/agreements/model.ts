import type { Schemas } from "../../../client/plain.js";

export type Agreement = Schemas["Agreement"];
export type Copy = Schemas["Copy"];
export type Condition = Schemas["Condition"];
export type Terms = Schemas["AgreementTerms"];
