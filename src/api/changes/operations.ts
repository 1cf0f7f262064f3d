import type { Operations } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { listChanges } from "./list.js";
import { WaitingPlaces } from "./places.js";
import { streamChanges } from "./stream.js";

export const changeOperations = (services: OfficeServices): Pick<Operations, "listChanges" | "streamChanges"> => {
  const places = new WaitingPlaces();
  return { listChanges: listChanges(services, places), streamChanges: streamChanges(services, places) };
};
