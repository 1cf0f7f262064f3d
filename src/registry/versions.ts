const FORM = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;

/** True when `text` has the form `N.N.N` (ManifestApiEntryBase, PROTOCOL 1.7). */
export const isVersion = (text: string): boolean => FORM.test(text);

/** Order of versions, the highest first: 1.10.0 before 1.9.0 (PROTOCOL 7 row 10). For `Array.sort`. */
export const highestFirst = (a: string, b: string): number => {
  const left = a.split(".");
  const right = b.split(".");
  for (let i = 0; i < 3; i++) {
    const difference = Number(right[i]) - Number(left[i]);
    if (difference !== 0) return difference;
  }
  return 0;
};
