/** Between learning agreements and the `la` element (PROTOCOL 5.17). Pure and total. */
import type { Component, Components, LaDocument, LaInstitution, LaStudent, Proposal, ReasonCode, Signature, SignedComponents, Table } from "../../../domain/learning-agreements/model.js";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import { REASON_CODES, type WireComponent, type WireLa, type WireLaStudent, type WireMobilityInstitution, type WireSignature, type WireSignedComponents } from "./documents.js";

const LIST_OF = {
  studied: "componentsStudied", recognized: "componentsRecognized", virtual: "virtualComponents", blended: "blendedMobilityComponents", doctoral: "shortTermDoctoralComponents",
} as const satisfies Record<Table, keyof WireSignedComponents>;
const LISTS = Object.entries(LIST_OF) as readonly (readonly [Table, (typeof LIST_OF)[Table]])[];

const toWireComponent = ({ title, losId, losCode, loiId, term, credits, recognitionConditions, shortDescription, change }: Component): WireComponent => ({
  title, credits,
  ...given({
    losId, losCode, loiId, termId: term && { termNumber: term.number, totalTerms: term.total }, recognitionConditions, shortDescription,
    status: change?.status, reasonCode: change?.code, reasonText: change?.text,
  }),
});

/** Unknown codes are as good as none (PROTOCOL 1.5). */
const knownCode = (code: string | undefined): ReasonCode | undefined => REASON_CODES.find((known) => known === code);

const fromWireComponent = ({ title, credits, losId, losCode, loiId, termId, recognitionConditions, shortDescription, status, reasonCode, reasonText }: WireComponent): Component => ({
  title, credits,
  ...given({
    losId, losCode, loiId, term: termId && { number: termId.termNumber, total: termId.totalTerms }, recognitionConditions, shortDescription,
    change: status && { status, ...given({ code: knownCode(reasonCode), text: reasonText }) },
  }),
});

export const toWireSignature = ({ name, position, email, timestamp, app }: Signature): WireSignature =>
  ({ timestamp, ...given({ signerName: name, signerPosition: position, signerEmail: email, signerApp: app }) });
export const fromWireSignature = ({ signerName, signerPosition, signerEmail, timestamp, signerApp }: WireSignature): Signature =>
  ({ timestamp, ...given({ name: signerName, position: signerPosition, email: signerEmail, app: signerApp }) });

const toWireTables = (components: Components): Partial<WireSignedComponents> =>
  Object.fromEntries(LISTS.flatMap(([table, list]) => { const rows = components[table]; return rows ? [[list, { components: rows.map(toWireComponent) }]] : []; }));
const fromWireTables = (wire: WireSignedComponents): Components =>
  Object.fromEntries(LISTS.flatMap(([table, list]) => { const rows = wire[list]; return rows ? [[table, rows.components.map(fromWireComponent)]] : []; }));

const toWireSigned = ({ components, student, sending, receiving }: SignedComponents): WireSignedComponents => ({
  ...toWireTables(components), studentSignature: toWireSignature(student), sendingHeiSignature: toWireSignature(sending),
  ...given({ receivingHeiSignature: receiving && toWireSignature(receiving) }),
});
const fromWireSigned = (wire: WireSignedComponents): SignedComponents => ({
  components: fromWireTables(wire), student: fromWireSignature(wire.studentSignature), sending: fromWireSignature(wire.sendingHeiSignature),
  ...given({ receiving: wire.receivingHeiSignature && fromWireSignature(wire.receivingHeiSignature) }),
});

const toWireProposal = (proposal: Proposal) => ({ id: proposal.id, ...toWireSigned(proposal), ...given({ student: proposal.studentChanges }) });
const fromWireProposal = (wire: NonNullable<WireLa["changesProposal"]>): Proposal =>
  ({ id: wire.id, ...fromWireSigned(wire), ...given({ studentChanges: wire.student && changesOf(wire.student) }) });
const changesOf = (student: WireLaStudent): Partial<LaStudent> => student;

const toWireInstitution = ({ heiId, ounitName, ounitId, contact: { phone, ...person } }: LaInstitution): WireMobilityInstitution =>
  ({ heiId, ...given({ ounitName, ounitId }), contactPerson: { ...person, ...given({ phoneNumber: phone }) } });
const fromWireInstitution = ({ heiId, ounitName, ounitId, contactPerson }: WireMobilityInstitution): LaInstitution =>
  ({ heiId, ...given({ ounitName, ounitId }), contact: { ...omit(contactPerson, "phoneNumber"), ...given({ phone: contactPerson.phoneNumber }) } });

/** A day, or a month while the day is open; a month may have a zone, like `2026-09-05:00`. */
const dayOrMonth = <D extends string, M extends string>(text: string, day: D, month: M) => ({ [/^\d{4}-\d\d-\d\d(?!:)/.test(text) ? day : month]: text }) as { [K in D | M]?: string };

export const toWireLa = (la: LaDocument): WireLa => ({
  omobilityId: la.omobilityId, sendingHei: toWireInstitution(la.sending), receivingHei: toWireInstitution(la.receiving), receivingAcademicYearId: la.receivingAcademicYear,
  student: la.student, ...dayOrMonth(la.start, "startDate", "startYearMonth"), ...dayOrMonth(la.end, "endDate", "endYearMonth"),
  eqfLevelStudiedAtDeparture: la.eqfLevel, iscedFCode: la.iscedFCode, studentLanguageSkill: la.language,
  ...given({
    iscedClarification: la.iscedClarification, firstVersion: la.firstVersion && toWireSigned(la.firstVersion), approvedChanges: la.approvedChanges && toWireSigned(la.approvedChanges),
    changesProposal: la.proposal && toWireProposal(la.proposal), learningOutcomesUrl: la.learningOutcomesUrl, provisionsUrl: la.provisionsUrl,
  }),
});

export const fromWireLa = (wire: WireLa): LaDocument => ({
  omobilityId: wire.omobilityId, sending: fromWireInstitution(wire.sendingHei), receiving: fromWireInstitution(wire.receivingHei), receivingAcademicYear: wire.receivingAcademicYearId,
  student: wire.student, start: wire.startDate ?? wire.startYearMonth ?? "", end: wire.endDate ?? wire.endYearMonth ?? "",
  eqfLevel: wire.eqfLevelStudiedAtDeparture, iscedFCode: wire.iscedFCode, language: wire.studentLanguageSkill,
  ...given({
    iscedClarification: wire.iscedClarification, firstVersion: wire.firstVersion && fromWireSigned(wire.firstVersion), approvedChanges: wire.approvedChanges && fromWireSigned(wire.approvedChanges),
    proposal: wire.changesProposal && fromWireProposal(wire.changesProposal), learningOutcomesUrl: wire.learningOutcomesUrl, provisionsUrl: wire.provisionsUrl,
  }),
});
