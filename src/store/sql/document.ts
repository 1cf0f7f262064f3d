/** Keys whose values are moments in the stored documents. */
const MOMENTS = new Set(["at", "since", "createdAt", "changedAt", "receivedAt", "confirmedAt", "goneAt", "sentAt", "endedAt", "deletedAt"]);

/** A document as the JSON text that is stored. */
export const toJson = (document: object): string => JSON.stringify(document);

/**
 * A stored document as it was: the driver has parsed the JSON, the moments become `Date` again. Changes `document` in place,
 * since it was just made for us.
 */
export const fromJson = <T>(document: unknown): T => {
  revive(document);
  return document as T;
};

const revive = (value: unknown): void => {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "string" && MOMENTS.has(key)) (value as Record<string, unknown>)[key] = new Date(inner);
    else revive(inner);
  }
};
