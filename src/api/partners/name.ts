import { inEnglish } from "../../kernel/lang-text.js";
import type { OfficeServices } from "../services.js";

/** The name of an institution in the catalogue, in English where given; undefined when it has none. */
export const partnerName = (catalogue: Pick<OfficeServices["catalogue"], "current">, id: string): string | undefined =>
  inEnglish(catalogue.current()?.hei(id)?.names ?? []) || undefined;
