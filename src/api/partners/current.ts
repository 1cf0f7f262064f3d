import { unavailable } from "../../kernel/errors.js";
import type { Snapshot } from "../../registry/model.js";
import type { OfficeServices } from "../services.js";

const LATER = "The node does not know the network right now. Try again in some minutes.";

/** The catalogue in use; throws 503 while there is none, since "not found" would be a lie. */
export const currentCatalogue = (catalogue: Pick<OfficeServices["catalogue"], "current">): Snapshot => {
  const snapshot = catalogue.current();
  if (!snapshot) throw unavailable("The node has no usable catalogue of the network; see /catalogue.", { code: "no-catalogue", userMessages: [{ lang: "en", text: LATER }] });
  return snapshot;
};
