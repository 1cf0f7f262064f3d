import type { Scope } from "../access/scopes.js";

/** What can be done about items: operations of the REST contract, each with the scope that it asks for. */
export const ACTION_SCOPES = {
  sendAgreement: "agreements:write", editAgreement: "agreements:write", linkAgreement: "agreements:write", compareAgreement: "agreements:read", approveAgreement: "agreements:approve",
  revertAgreement: "agreements:write", terminateAgreement: "agreements:write", notifyPartner: "agreements:write", refreshAgreement: "agreements:write", checkAgreement: "agreements:read",
  getIncoming: "agreements:read", adoptIncoming: "agreements:write",
  sendOutgoing: "mobilities:write", editOutgoing: "mobilities:write", replaceOutgoing: "mobilities:write", cancelOutgoing: "mobilities:write", createLa: "mobilities:write",
  approveNomination: "mobilities:decide", rejectNomination: "mobilities:decide", enterStay: "mobilities:write", refreshNomination: "mobilities:write",
  draftLa: "mobilities:write", signLaAsStudent: "mobilities:write", signLaAsSender: "mobilities:write", withdrawLa: "mobilities:write",
  approveLa: "mobilities:decide", commentLa: "mobilities:decide", tellLaAgain: "mobilities:decide", refreshLa: "mobilities:write",
  enterResults: "mobilities:write", sendTranscript: "mobilities:write", decideRecognition: "mobilities:decide", refreshTranscript: "mobilities:write",
  retryDelivery: "network:write",
} as const satisfies Record<string, Scope>;
export type InboxAction = keyof typeof ACTION_SCOPES;
