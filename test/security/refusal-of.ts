import { EwpError } from "../../src/kernel/errors.js";

/** Status and message of the refusal that `attempt` ends in; undefined when it does not. Any other error is passed on. */
export const refusalOf = (attempt: () => unknown): { status: number; message: string } | undefined => {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof EwpError) return { status: error.status, message: error.developerMessage };
    throw error;
  }
};
