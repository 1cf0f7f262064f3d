import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentEvent } from "../present/event.js";

export const getTimeline = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"getTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await agreements.timeline(heiId(path.heiId), iiaId(path.agreementId))).map(presentEvent) } });
