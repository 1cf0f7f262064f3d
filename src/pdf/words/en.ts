/** English: the words that the other languages have, too. `{name}` stands for a value. */
export const en = {
  page: {
    document: "Document {id}", number: "Page {page} of {pages}", yes: "yes", no: "no", draft: "DRAFT", deleted: "DELETED",
    numbered: "Characters that this document has no letters for stand as their Unicode numbers in square brackets; the data has them as they are.",
  },
  gender: { unknown: "not known", male: "male", female: "female", none: "not applicable" },
  contact: {
    givenNames: "Given names", familyNames: "Family names", gender: "Gender", role: "Role", phone: "Telephone", fax: "Fax", extension: "ext.", email: "E-mail",
    street: "Street address", mailing: "Mailing address", building: "building", unit: "unit", floor: "floor", postBox: "post office box", deliveryPoint: "delivery point",
  },
  agreement: {
    title: "Inter-institutional agreement", between: "{owner} and {partner}", state: "State", agreedSince: "Agreed by both since", changing: "Since then at least one copy was changed; what is printed here is what both approved last.",
    parties: "Parties", heiId: "Institution", iiaId: "Id of its copy", iiaCode: "Code", unit: "Unit", signingDate: "Signed on", signing: "Signing person", contact: "Contact",
    conditions: "What is agreed", number: "No.", from: "From", to: "To", fields: "Fields (ISCED-F)", levels: "Levels (EQF)", years: "Academic years", places: "Per year", months: "Months per year", days: "Days per year", blended: "Blended",
    details: "No. {number}: {kind}, from {from} to {to}", languages: "Languages", language: "Language", level: "Level (CEFR)", field: "Field (ISCED-F)", clarification: "More precisely", former: "formerly {value}", notYetDefined: "not yet defined",
    placesOpen: "The number of places is not yet defined.", otherTerms: "Other terms", sendingContact: "Contact at the sending institution", receivingContact: "Contact at the receiving institution",
    copies: "Copies and approvals", copyOf: "Copy of {name}", version: "Version", versionOf: "{version}, of {at}", hash: "Hash", declaredHash: "Hash as declared", broughtBy: "Brought by exchange", inEffect: "Marked as in effect", terminated: "Marked as terminated", pdf: "Attached PDF", noCopy: "The partner has shown no copy.",
    approvedBy: "Approved by {name}", approvedAt: "On", approvedHash: "Approved hash", provenBy: "Proven by exchange", otherVersion: "This approval is of another version of the copy.", notApproved: "Not approved by {name}.",
    verify: "How to verify this agreement", verifyNothing: "Nothing is agreed yet: there is nothing to verify. This document proves nothing.",
    verifyWhat: "This document says what two systems told each other, signed, in the Erasmus Without Paper network. It can be checked without trust in whoever printed it, and without any network:",
    verifyPack: "1. Ask {owner} for the evidence pack of its agreement {id} ({address}), a gzipped tar archive, and unpack it.",
    verifyRun: "2. Run “node verify.mjs” in its folder (Node.js 20 or newer). It has to end with “Everything holds.” and to say this:",
    verifyExchanges: "3. The exchanges named in this document are in the folder “exchanges”, as they travelled, with their signatures.",
    verifyKeys: "4. Whose the keys in “keys.json” are, their owners or the registry of the network confirm.",
  },
  kinds: { "student-studies": "Student mobility for studies", "student-traineeship": "Student mobility for traineeships", "staff-teacher": "Staff mobility for teaching", "staff-training": "Staff mobility for training" },
  agreementStatus: {
    "draft": "draft", "sent": "sent, not linked by the partner", "received": "received, not linked", "half-bound": "linked by one side", "bound": "linked, not approved", "approved-by-us": "approved by {owner} only", "approved-by-partner": "approved by {partner} only",
    "in-force": "in force", "modified": "changed after it was agreed", "terminated": "terminated by both", "partner-gone": "no longer shown by the partner", "deleted": "deleted",
  },
  student: { familyName: "Family name", givenNames: "Given names", birthDate: "Date of birth", globalId: "European Student Identifier", citizenship: "Citizenship", gender: "Gender", email: "E-mail" },
  learning: {
    title: "Learning agreement", state: "State", mobility: "Mobility", version: "Version", broughtBy: "Brought by exchange", student: "Student",
    sending: "Sending institution", receiving: "Receiving institution", unit: "Unit", contact: "Contact", studies: "The mobility", period: "Period", periodOf: "{start} to {end}", year: "Academic year",
    level: "Level (EQF)", field: "Field (ISCED-F)", language: "Language of instruction", outcomes: "Learning outcomes", provisions: "If something is not completed",
    agreed: "What holds", component: "Component", term: "Term", credits: "Credits", total: "In all: {credits}", change: "Change", code: "Code {code}", conditions: "Recognition: {conditions}", none: "Nothing in this table.",
    approvedChanges: "Changes to the first version, approved by all", proposed: "Proposed, not agreed yet", drafted: "Drafted, not sent", changedStudent: "New data of the student",
    signatures: "Signatures of the first version", changeSignatures: "Signatures of the changes", soFar: "Signatures so far", who: "Who", name: "Name", position: "Function", signedAt: "Signed at", signedWith: "Signed with",
    theStudent: "student", sender: "sending institution", receiver: "receiving institution",
    rounds: "Proposals", proposal: "Proposal", sentAt: "Sent", outcome: "Outcome", endedAt: "Ended", comment: "Comment",
    verify: "How to verify it: the agreement is exchanged as data in the Erasmus Without Paper network. {receiving} finds it at {sending} in the API omobility-las under the mobility id {id}, in an answer that {sending} signs. Where this document and that answer differ, the answer holds.",
    nothing: "Nothing is agreed yet. This document proves nothing.",
  },
  mobilityTypes: { semester: "Long-term mobility", blended: "Short-term blended mobility", doctoral: "Short-term doctoral mobility" },
  tables: { studied: "Table A: study programme at the receiving institution", recognized: "Table B: recognition at the sending institution", virtual: "Table C: virtual components", blended: "Components of the blended mobility", doctoral: "Components of the doctoral mobility" },
  changeStatus: { inserted: "added", deleted: "deleted" },
  reasons: {
    "not-available": "not available", "language-mismatch": "in another language than announced", "timetable-conflict": "timetable conflict",
    "substituting-deleted": "in place of a deleted component", "extending-mobility": "extension of the mobility", "adding-virtual-component": "addition of a virtual component",
  },
  learningStatus: { draft: "draft", awaiting: "waits for the receiving institution", approved: "signed by all three", rejected: "sent back by the receiving institution", withdrawn: "taken back by the sending institution" },
  outcomes: { awaiting: "waits", approved: "approved", rejected: "sent back", withdrawn: "taken back" },
  stay: {
    arrivalTitle: "Certificate of arrival", attendanceTitle: "Certificate of attendance",
    arrived: "{institution} certifies that this student arrived on {arrival}.", attended: "{institution} certifies that this student arrived on {arrival} and left on {departure}.",
    student: "Student", mobility: "The mobility", id: "Mobility", sending: "Sending institution", receiving: "Receiving institution", year: "Academic year", arrival: "Day of arrival", departure: "Day of departure",
    place: "Place and date", signer: "Name and function", signature: "Signature and stamp",
    verify: "How to verify it: the same days are exchanged as data in the Erasmus Without Paper network. {sending} finds them at {receiving} in the API imobilities under the mobility id {id}, in an answer that {receiving} signs. Where this document and that answer differ, the answer holds.",
  },
};

/** All words of one language. */
export type Words = typeof en;
