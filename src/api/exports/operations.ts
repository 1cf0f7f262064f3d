import { listAgreements } from "../agreements/views/list.js";
import { listIncomingLas } from "../learning-agreements/incoming/list.js";
import { listOutgoingLas } from "../learning-agreements/outgoing/list.js";
import { listDeliveries } from "../network/deliveries/list.js";
import { listIncomingNominations } from "../nominations/incoming/list.js";
import { listOutgoing } from "../nominations/outgoing/list.js";
import { getSeats } from "../nominations/seats.js";
import type { Operations } from "../operation.js";
import { listPartners } from "../partners/list.js";
import type { OfficeServices } from "../services.js";
import { incomingTranscriptOperations } from "../transcripts/incoming/operations.js";
import { outgoingTranscriptOperations } from "../transcripts/outgoing/operations.js";
import { exportList } from "./export.js";

/** Lists as files. */
export const exportOperations = (services: OfficeServices): Pick<Operations, "exportList"> => ({
  exportList: exportList({
    listAgreements: listAgreements(services), listOutgoing: listOutgoing(services), listIncomingNominations: listIncomingNominations(services), listOutgoingLas: listOutgoingLas(services),
    listIncomingLas: listIncomingLas(services), listDeliveries: listDeliveries(services), getSeats: getSeats(services), listPartners: listPartners(services),
    listOutgoingTranscripts: outgoingTranscriptOperations(services).listOutgoingTranscripts, listIncomingTranscripts: incomingTranscriptOperations(services).listIncomingTranscripts,
  }),
});
