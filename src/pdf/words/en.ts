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
};

/** All words of one language. */
export type Words = typeof en;
