import type { Ounit, PublishedOunit } from "../../../domain/institutions/model.js";
import { given } from "../../../kernel/given.js";
import type { HeiId } from "../../../kernel/ids.js";
import { fromWireProfile, toWireProfile } from "../../common/contact.js";
import type { OunitsOunit } from "./documents.js";

/** A unit as partners read it (PROTOCOL 5.4). */
export const toWireOunit = (ounit: Ounit): OunitsOunit =>
  ({ ounitId: ounit.id, ounitCode: ounit.code, ...given({ parentOunitId: ounit.parentId }), ...toWireProfile(ounit) });

/** A unit that a partner publishes. */
export const fromWireOunit = (heiId: HeiId, ounit: OunitsOunit): PublishedOunit =>
  ({ heiId, id: ounit.ounitId, code: ounit.ounitCode, ...given({ parentId: ounit.parentOunitId }), ...fromWireProfile(ounit) });
