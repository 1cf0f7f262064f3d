import { EwpError } from "../../../src/kernel/errors.js";

/** Status and message of the refusal that this ends with. */
export const refusing = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof EwpError) return `${error.status} ${error.developerMessage}`;
    throw error;
  }
  return "it was not refused";
};
