import { PRINT_LANGUAGES, type PrintLanguage } from "../../domain/printouts/model.js";

interface Asked {
  readonly query: { readonly language?: PrintLanguage };
  readonly languages: readonly string[];
}

/** The language that is asked for by name, else the first of `Accept-Language` that we have (`fr-CH` is `fr`), else English. */
export const printLanguage = ({ query, languages }: Asked): PrintLanguage => {
  const wanted = languages.map((tag) => tag.toLowerCase().split("-")[0]);
  return query.language ?? wanted.flatMap((tag) => PRINT_LANGUAGES.find((one) => one === tag) ?? []).at(0) ?? "en";
};
