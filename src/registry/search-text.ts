/** Text as it is compared in searches: without case and without diacritics, so that "zurich" finds "Zürich". */
export const searchText = (text: string): string => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
