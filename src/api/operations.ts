/**
 * Every operation of the contract: one line each. A missing, superfluous or misfitting one is a compile error. To add one: describe it
 * in openapi/openapi.yaml, run `npm run generate`, write its file in the folder of its resource, and add its line here, or to the list of its resource.
 */
import { approveAgreement } from "./agreements/commands/approve.js";
import { createAgreement } from "./agreements/commands/create.js";
import { editAgreement } from "./agreements/commands/edit.js";
import { linkAgreement } from "./agreements/commands/link.js";
import { notifyPartner } from "./agreements/commands/notify.js";
import { refreshAgreement } from "./agreements/commands/refresh.js";
import { deleteAgreement } from "./agreements/commands/remove.js";
import { revertAgreement } from "./agreements/commands/revert.js";
import { sendAgreement } from "./agreements/commands/send.js";
import { terminateAgreement } from "./agreements/commands/terminate.js";
import { unlinkAgreement } from "./agreements/commands/unlink.js";
import { withdrawApproval } from "./agreements/commands/withdraw-approval.js";
import { checkAgreement } from "./agreements/views/check.js";
import { compareAgreement } from "./agreements/views/compare.js";
import { getDocument } from "./agreements/views/document.js";
import { getEvidence } from "./agreements/views/evidence.js";
import { getAgreement } from "./agreements/views/get.js";
import { listAgreements } from "./agreements/views/list.js";
import { suggestPartnerCopies } from "./agreements/views/suggestions.js";
import { getTimeline } from "./agreements/views/timeline.js";
import { listVersions } from "./agreements/views/versions.js";
import { changeOperations } from "./changes/operations.js";
import { exportOperations } from "./exports/operations.js";
import { webhookOperations } from "./webhooks/operations.js";
import { auditOperations } from "./audit/operations.js";
import { courseOperations } from "./courses/operations.js";
import { getCatalogue } from "./network/catalogue/get.js";
import { refreshCatalogue } from "./network/catalogue/refresh.js";
import { getDelivery } from "./network/deliveries/get.js";
import { listDeliveries } from "./network/deliveries/list.js";
import { retryDelivery } from "./network/deliveries/retry.js";
import { getExchange } from "./network/exchanges/get.js";
import { listExchanges } from "./network/exchanges/list.js";
import { adoptIncoming } from "./incoming/adopt.js";
import { getIncoming } from "./incoming/get.js";
import { listIncoming } from "./incoming/list.js";
import { approveAgreements } from "./agreements/commands/approve-many.js";
import { createCalendarFeed, listCalendarFeeds, revokeCalendarFeed } from "./deadlines/feeds.js";
import { getCalendar, listDeadlines } from "./deadlines/list.js";
import { getRenewalFunnel, listRenewals, remindRenewals, renewAgreements } from "./renewals/renewals.js";
import { changeDigest, getDigest } from "./digest/digest.js";
import { getInboxSummary, listInbox } from "./inbox/list.js";
import { addFile } from "./institutions/files/add.js";
import { getFile } from "./institutions/files/get.js";
import { getFactsheet } from "./institutions/factsheet/get.js";
import { putFactsheet } from "./institutions/factsheet/put.js";
import { getInstitution } from "./institutions/get.js";
import { listInstitutions } from "./institutions/list.js";
import { listKeys } from "./institutions/keys/list.js";
import { rotateKeys } from "./institutions/keys/rotate.js";
import { withdrawKey } from "./institutions/keys/withdraw.js";
import { getManifestState } from "./institutions/manifest.js";
import { putInstitution } from "./institutions/put.js";
import { getUnit } from "./institutions/units/get.js";
import { listUnits } from "./institutions/units/list.js";
import { putUnit } from "./institutions/units/put.js";
import { deleteUnit } from "./institutions/units/remove.js";
import { getIncomingLa } from "./learning-agreements/incoming/get.js";
import { getIncomingLaTimeline, listIncomingLaVersions } from "./learning-agreements/incoming/history.js";
import { listIncomingLas } from "./learning-agreements/incoming/list.js";
import { refreshLa } from "./learning-agreements/incoming/refresh.js";
import { approveLa, commentLa } from "./learning-agreements/incoming/review.js";
import { tellLaAgain } from "./learning-agreements/incoming/tell.js";
import { createLa } from "./learning-agreements/outgoing/create.js";
import { draftLa } from "./learning-agreements/outgoing/draft.js";
import { editLa } from "./learning-agreements/outgoing/edit.js";
import { getOutgoingLa } from "./learning-agreements/outgoing/get.js";
import { getOutgoingLaTimeline, listOutgoingLaVersions } from "./learning-agreements/outgoing/history.js";
import { listOutgoingLas } from "./learning-agreements/outgoing/list.js";
import { removeLa } from "./learning-agreements/outgoing/remove.js";
import { signLaAsSender, signLaAsStudent } from "./learning-agreements/outgoing/sign.js";
import { withdrawLa } from "./learning-agreements/outgoing/withdraw.js";
import { changeMe } from "./me/change.js";
import { getMe } from "./me/get.js";
import { changePassword } from "./me/password.js";
import { ownSecondFactor } from "./me/second-factor.js";
import { cancelCohortImport, getCohortImport, getCohortTemplate, importCohort } from "./nominations/cohort.js";
import { approveNomination, rejectNomination } from "./nominations/incoming/decide.js";
import { getIncomingNomination } from "./nominations/incoming/get.js";
import { getIncomingTimeline, listIncomingVersions } from "./nominations/incoming/history.js";
import { listIncomingNominations } from "./nominations/incoming/list.js";
import { refreshNomination } from "./nominations/incoming/refresh.js";
import { enterStay } from "./nominations/incoming/stay.js";
import { cancelOutgoing } from "./nominations/outgoing/cancel.js";
import { createOutgoing } from "./nominations/outgoing/create.js";
import { editOutgoing } from "./nominations/outgoing/edit.js";
import { getOutgoing } from "./nominations/outgoing/get.js";
import { getOutgoingTimeline, listOutgoingVersions } from "./nominations/outgoing/history.js";
import { listOutgoing } from "./nominations/outgoing/list.js";
import { replaceOutgoing } from "./nominations/outgoing/replace.js";
import { sendOutgoing } from "./nominations/outgoing/send.js";
import { getSeats } from "./nominations/seats.js";
import type { Operations } from "./operation.js";
import { echoPartner } from "./partners/echo.js";
import { getPartnerFile } from "./partners/file.js";
import { getPartner } from "./partners/get.js";
import { listPartners } from "./partners/list.js";
import { getPartnerProfile } from "./partners/profile.js";
import { peopleOperations } from "./people/operations.js";
import { printoutOperations } from "./printouts/operations.js";
import type { OfficeServices } from "./services.js";
import { signIn } from "./sign-in/begin.js";
import { signOut } from "./sign-in/end.js";
import { beginOpenId, endOpenId } from "./sign-in/openid.js";
import { giveSecondFactor } from "./sign-in/second-factor.js";
import { getSignInWays } from "./sign-in/ways.js";
import { gradeScaleOperations } from "./transcripts/grade-scales.js";
import { incomingTranscriptOperations } from "./transcripts/incoming/operations.js";
import { outgoingTranscriptOperations } from "./transcripts/outgoing/operations.js";
import { getStatistics } from "./statistics/get.js";
import { exchangeCredentials } from "./oauth/token.js";
import { createToken } from "./tokens/create.js";
import { listTokens } from "./tokens/list.js";
import { revokeToken } from "./tokens/revoke.js";

export const officeOperations = (services: OfficeServices): Operations => ({
  ...printoutOperations(services),
  ...changeOperations(services),
  ...webhookOperations(services),
  ...exportOperations(services),

  listInstitutions: listInstitutions(services),
  getInstitution: getInstitution(services),
  putInstitution: putInstitution(services),
  getManifestState: getManifestState(services),
  listKeys: listKeys(services),
  rotateKeys: rotateKeys(services),
  withdrawKey: withdrawKey(services),
  getFactsheet: getFactsheet(services),
  putFactsheet: putFactsheet(services),
  listUnits: listUnits(services),
  getUnit: getUnit(services),
  putUnit: putUnit(services),
  deleteUnit: deleteUnit(services),
  addFile: addFile(services),
  getFile: getFile(services),

  listAgreements: listAgreements(services),
  createAgreement: createAgreement(services),
  getAgreement: getAgreement(services),
  editAgreement: editAgreement(services),
  deleteAgreement: deleteAgreement(services),
  sendAgreement: sendAgreement(services),
  linkAgreement: linkAgreement(services),
  unlinkAgreement: unlinkAgreement(services),
  approveAgreement: approveAgreement(services),
  withdrawApproval: withdrawApproval(services),
  revertAgreement: revertAgreement(services),
  terminateAgreement: terminateAgreement(services),
  refreshAgreement: refreshAgreement(services),
  notifyPartner: notifyPartner(services),
  compareAgreement: compareAgreement(services),
  checkAgreement: checkAgreement(services),
  suggestPartnerCopies: suggestPartnerCopies(services),
  listVersions: listVersions(services),
  getTimeline: getTimeline(services),
  getDocument: getDocument(services),
  getEvidence: getEvidence(services),

  listInbox: listInbox(services),
  getInboxSummary: getInboxSummary(services),
  approveAgreements: approveAgreements(services),
  renewAgreements: renewAgreements(services),
  listRenewals: listRenewals(services),
  getRenewalFunnel: getRenewalFunnel(services),
  remindRenewals: remindRenewals(services),
  listDeadlines: listDeadlines(services),
  getCalendar: getCalendar(services),
  createCalendarFeed: createCalendarFeed(services),
  listCalendarFeeds: listCalendarFeeds(services),
  revokeCalendarFeed: revokeCalendarFeed(services),
  getDigest: getDigest(services),
  changeDigest: changeDigest(services),

  listIncoming: listIncoming(services),
  getIncoming: getIncoming(services),
  adoptIncoming: adoptIncoming(services),

  listOutgoing: listOutgoing(services),
  createOutgoing: createOutgoing(services),
  getOutgoing: getOutgoing(services),
  editOutgoing: editOutgoing(services),
  sendOutgoing: sendOutgoing(services),
  cancelOutgoing: cancelOutgoing(services),
  replaceOutgoing: replaceOutgoing(services),
  listOutgoingVersions: listOutgoingVersions(services),
  getOutgoingTimeline: getOutgoingTimeline(services),
  listIncomingNominations: listIncomingNominations(services),
  getIncomingNomination: getIncomingNomination(services),
  approveNomination: approveNomination(services),
  rejectNomination: rejectNomination(services),
  enterStay: enterStay(services),
  refreshNomination: refreshNomination(services),
  listIncomingVersions: listIncomingVersions(services),
  getIncomingTimeline: getIncomingTimeline(services),
  getSeats: getSeats(services),
  getStatistics: getStatistics(services),
  getCohortTemplate,
  importCohort: importCohort(services),
  getCohortImport: getCohortImport(services),
  cancelCohortImport: cancelCohortImport(services),

  listOutgoingLas: listOutgoingLas(services),
  createLa: createLa(services),
  getOutgoingLa: getOutgoingLa(services),
  editLa: editLa(services),
  removeLa: removeLa(services),
  draftLa: draftLa(services),
  signLaAsStudent: signLaAsStudent(services),
  signLaAsSender: signLaAsSender(services),
  withdrawLa: withdrawLa(services),
  listOutgoingLaVersions: listOutgoingLaVersions(services),
  getOutgoingLaTimeline: getOutgoingLaTimeline(services),
  listIncomingLas: listIncomingLas(services),
  getIncomingLa: getIncomingLa(services),
  approveLa: approveLa(services),
  commentLa: commentLa(services),
  tellLaAgain: tellLaAgain(services),
  refreshLa: refreshLa(services),
  listIncomingLaVersions: listIncomingLaVersions(services),
  getIncomingLaTimeline: getIncomingLaTimeline(services),

  ...courseOperations(services),
  ...outgoingTranscriptOperations(services),
  ...incomingTranscriptOperations(services),
  ...gradeScaleOperations(services),

  listPartners: listPartners(services),
  getPartner: getPartner(services),
  echoPartner: echoPartner(services),
  getPartnerProfile: getPartnerProfile(services),
  getPartnerFile: getPartnerFile(services),

  listDeliveries: listDeliveries(services),
  getDelivery: getDelivery(services),
  retryDelivery: retryDelivery(services),
  listExchanges: listExchanges(services),
  getExchange: getExchange(services),
  getCatalogue: getCatalogue(services),
  refreshCatalogue: refreshCatalogue(services),

  listTokens: listTokens(services),
  createToken: createToken(services),
  exchangeCredentials: exchangeCredentials(services),
  revokeToken: revokeToken(services),

  getMe,
  changeMe: changeMe(services),
  changePassword: changePassword(services),
  ...ownSecondFactor(services),
  getSignInWays: getSignInWays(services),
  giveSecondFactor: giveSecondFactor(services),
  beginOpenId: beginOpenId(services),
  endOpenId: endOpenId(services),
  signIn: signIn(services),
  signOut: signOut(services),
  ...peopleOperations(services),
  ...auditOperations(services),
});
