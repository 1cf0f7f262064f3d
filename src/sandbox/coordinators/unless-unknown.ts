import { OfficeRefused } from "../office-client.js";

/** What a node tells of something, or undefined when it knows no such thing (404). */
export const unlessUnknown = <T>(answering: Promise<T>): Promise<T | undefined> =>
  answering.catch((error: unknown) => {
    if (error instanceof OfficeRefused && error.status === 404) return undefined;
    throw error;
  });
