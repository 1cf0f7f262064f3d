/** A name to compare by: without case, diacritics and order of the parts, since systems disagree about all three. */
export const nameKey = ({ givenNames, familyName }: { readonly givenNames: string; readonly familyName: string }): string =>
  `${givenNames} ${familyName}`.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).sort().join(" ");
