/** `euc` is a deprecated name of `erasmus-charter` (PROTOCOL 2.1). */
const sameType = (type: string): string => (type === "euc" ? "erasmus-charter" : type);

/** Another identifier of an institution as it is compared: trimmed and without case (PROTOCOL 2.2); types keep their case. */
export const otherIdText = (type: string, value: string): string => `${sameType(type.trim())}\n${value.trim().toLowerCase()}`;

/** Text as it is compared in searches: without case and without diacritics, so that "zurich" finds "Zürich". */
export const searchText = (text: string): string => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
