import { EwpError } from "../../src/kernel/errors.js";

/** What a refused piece of work says: status, code and what the officer reads. Fails when it is not refused. */
export const refusal = async (work: Promise<unknown>): Promise<{ readonly status: number; readonly code: string; readonly message: string; readonly user: string | undefined; readonly details: unknown }> => {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof EwpError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return { status: error.status, code: error.code, message: error.developerMessage, user: error.userMessages[0]?.text, details: error.details };
};

/** `status message` of what a pure step refuses. */
export const refusedWith = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof EwpError) return `${error.status} ${error.developerMessage}`;
    throw error;
  }
  throw new Error("expected a refusal");
};
