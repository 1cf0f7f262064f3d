/** What offices send, as the domain has it. */
import type { LaDetails, LaInstitution, Signature } from "../../domain/learning-agreements/model.js";
import { heiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { Schema } from "../operation.js";
import { writable } from "./writable.js";

export const detailsOf = (body: Schema<"LaDetails">): LaDetails => {
  const details = writable(body);
  return { ...details, sending: institutionOf(details.sending), receiving: institutionOf(details.receiving) };
};

const institutionOf = (institution: Schema<"LaInstitution">): LaInstitution => ({ ...institution, heiId: heiId(institution.heiId) });

/** Who signs without a time signs now. */
export const signatureOf = (body: Schema<"SignatureInput">, clock: Clock): Signature => ({ timestamp: clock.now().toISOString(), ...writable(body, "signature") });
