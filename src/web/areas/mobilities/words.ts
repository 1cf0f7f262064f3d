import { useTranslation } from "react-i18next";

interface Text {
  readonly text: string;
}

/** Given and family names as they were written first. */
export const fullName = ({ givenNames, familyNames }: { readonly givenNames: readonly Text[]; readonly familyNames: readonly Text[] }): string => `${givenNames[0]?.text ?? ""} ${familyNames[0]?.text ?? ""}`.trim();

/** A path's last part as it stands in the address. */
export const decoded = (part: string | undefined): string => decodeURIComponent(part ?? "");

/** Names of countries in the reader's language, by their code of two letters. */
export const useCountries = (): { readonly nameOf: (code: string) => string; readonly choices: readonly { readonly id: string; readonly label: string }[] } => {
  const { i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: "region", fallback: "none" });
  const nameOf = (code: string): string => (/^[A-Z]{2}$/.test(code) ? names.of(code) : undefined) ?? code;
  const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter((code) => names.of(code) !== undefined && !NO_COUNTRIES.has(code));
  return { nameOf, choices: codes.map((id) => ({ id, label: nameOf(id) })).sort((one, other) => one.label.localeCompare(other.label, i18n.language)) };
};

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Codes that name no country of a passport. */
const NO_COUNTRIES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "AN", "BU", "CS", "DD", "FX", "NT", "SU", "TP", "YD", "YU", "ZR", "UK", "RH", "NH", "HV", "DY", "VD"]);
