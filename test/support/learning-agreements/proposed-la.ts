import { createCommands } from "../../../src/domain/learning-agreements/service/commands.js";
import type { LaStore } from "../../../src/domain/learning-agreements/ports.js";
import { type HeiId, omobilityId } from "../../../src/kernel/ids.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "./sample-las.js";

/** A learning agreement of ours that waits for the partner's answer; the id of its proposal. */
export const proposeLa = async (store: LaStore, { id, heiId, partnerHeiId }: { readonly id: string; readonly heiId: HeiId; readonly partnerHeiId: HeiId }): Promise<string> => {
  const commands = createCommands({ store, references: { unknownOunits: async () => [] } });
  const command = { heiId, omobilityId: omobilityId(id), actor: "office" };
  const { sending, receiving } = sampleDetails();
  const details = sampleDetails({ sending: { ...sending, heiId }, receiving: { ...receiving, heiId: partnerHeiId } });
  await commands.create({ ...command, partnerHeiId, mobilityType: "semester", details, components: sampleComponents() });
  await commands.signAsStudent({ ...command, signature: studentSigns() });
  const { proposal } = await commands.signAsSender({ ...command, signature: officerSigns("Anna") });
  if (!proposal) throw new Error("nothing was proposed");
  return proposal.id;
};

/** The approval of such a proposal as a partner sends it. */
export const approvalXml = (ours: HeiId, id: string, proposalId: string): string => {
  const spec = "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-las/blob/stable-v1/endpoints";
  return `<u:omobility-las-update-request xmlns:u="${spec}/update-request.xsd" xmlns:la="${spec}/get-response.xsd"><u:sending-hei-id>${ours}</u:sending-hei-id><u:approve-proposal-v1>`
    + `<u:omobility-id>${id}</u:omobility-id><u:changes-proposal-id>${proposalId}</u:changes-proposal-id>`
    + "<u:signature><la:signer-name>Bo Berg</la:signer-name><la:signer-position>Coordinator</la:signer-position><la:signer-email>bo@lac.example</la:signer-email><la:timestamp>2026-06-01T10:00:00Z</la:timestamp></u:signature>"
    + "</u:approve-proposal-v1></u:omobility-las-update-request>";
};
