import type { Nominations } from "../../../domain/nominations/service.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";

type Form = Pick<Parameters<Nominations["edit"]>[0], "student" | "content" | "agreementId">;

/** The body of a creation or an edit. */
export const formOf = ({ student, nomination, agreementId }: Schema<"NominationForm">): Form => ({ student, content: nomination, ...given({ agreementId }) });
