import type { Operation } from "../../operation.js";
import { commandOf, type LaServices } from "../command.js";

export const removeLa = ({ learningAgreements }: LaServices): Operation<"removeLa"> => async (call) => {
  await learningAgreements.remove(commandOf(call));
  return { status: 204 };
};
