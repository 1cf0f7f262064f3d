import type { Names } from "../../domain/printouts/model.js";
import type { HeiId } from "../../kernel/ids.js";
import type { OfficeServices } from "../services.js";

/** One of our institutions as it names itself, and a partner as the catalogue does. */
export const namesOfBoth = async (ours: HeiId, partner: HeiId, { institutions, catalogue }: Pick<OfficeServices, "institutions" | "catalogue">): Promise<Names> =>
  ({ [partner]: catalogue.current()?.hei(partner)?.names ?? [], [ours]: (await institutions.get(ours))?.names ?? [] });
