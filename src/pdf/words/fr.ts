import type { Words } from "./en.js";

export const fr: Words = {
  page: {
    document: "Document {id}", number: "Page {page} sur {pages}", yes: "oui", no: "non", draft: "PROJET", deleted: "SUPPRIMÉ",
    numbered: "Les caractères que les polices de ce document n’ont pas sont remplacés par leurs numéros Unicode entre crochets ; les données les contiennent tels quels.",
  },
  gender: { unknown: "inconnu", male: "masculin", female: "féminin", none: "sans objet" },
  contact: {
    givenNames: "Prénoms", familyNames: "Noms de famille", gender: "Sexe", role: "Fonction", phone: "Téléphone", fax: "Télécopie", extension: "poste", email: "Courriel",
    street: "Adresse", mailing: "Adresse postale", building: "bâtiment", unit: "unité", floor: "étage", postBox: "boîte postale", deliveryPoint: "point de distribution",
  },
  agreement: {
    title: "Accord interinstitutionnel", between: "{owner} et {partner}", state: "État", agreedSince: "Approuvé par les deux parties depuis le", changing: "Depuis, au moins une des copies a été modifiée ; ce document reproduit ce que les deux parties ont approuvé en dernier.",
    parties: "Parties", heiId: "Établissement", iiaId: "Identifiant de sa copie", iiaCode: "Code", unit: "Unité", signingDate: "Signé le", signing: "Signataire", contact: "Contact",
    conditions: "Ce qui est convenu", number: "N°", from: "De", to: "Vers", fields: "Domaines (CITE-F)", levels: "Niveaux (CEC)", years: "Années universitaires", places: "Par an", months: "Mois par an", days: "Jours par an", blended: "Hybride",
    details: "N° {number} : {kind}, de {from} vers {to}", languages: "Langues", language: "Langue", level: "Niveau (CECR)", field: "Domaine (CITE-F)", clarification: "Précision", former: "anciennement {value}", notYetDefined: "pas encore défini",
    placesOpen: "Le nombre de places n’est pas encore défini.", otherTerms: "Autres conditions", sendingContact: "Contact dans l’établissement d’envoi", receivingContact: "Contact dans l’établissement d’accueil",
    copies: "Copies et approbations", copyOf: "Copie de {name}", version: "Version", versionOf: "{version}, du {at}", hash: "Empreinte", declaredHash: "Empreinte déclarée", broughtBy: "Reçue par l’échange", inEffect: "Marquée comme en vigueur", terminated: "Marquée comme résiliée", pdf: "PDF joint", noCopy: "Le partenaire n’a montré aucune copie.",
    approvedBy: "Approuvée par {name}", approvedAt: "Le", approvedHash: "Empreinte approuvée", provenBy: "Prouvé par l’échange", otherVersion: "Cette approbation porte sur une autre version de la copie.", notApproved: "Non approuvée par {name}.",
    verify: "Comment vérifier cet accord", verifyNothing: "Rien n’est encore convenu : il n’y a rien à vérifier. Ce document ne prouve rien.",
    verifyWhat: "Ce document reproduit ce que deux systèmes se sont dit, avec signature, dans le réseau Erasmus Without Paper. On peut le vérifier sans faire confiance à qui l’a imprimé, et sans aucun réseau :",
    verifyPack: "1. Demandez à {owner} le dossier de preuves de son accord {id} ({address}), une archive tar compressée par gzip, et décompressez-le.",
    verifyRun: "2. Lancez « node verify.mjs » dans son dossier (Node.js 20 ou plus récent). Le résultat doit se terminer par « Everything holds. » et contenir ceci :",
    verifyExchanges: "3. Les échanges cités dans ce document se trouvent dans le dossier « exchanges », tels qu’ils ont circulé, avec leurs signatures.",
    verifyKeys: "4. À qui appartiennent les clés de « keys.json », leurs propriétaires ou le registre du réseau le confirment.",
  },
  kinds: { "student-studies": "Mobilité d’études d’étudiants", "student-traineeship": "Mobilité de stage d’étudiants", "staff-teacher": "Mobilité d’enseignement du personnel", "staff-training": "Mobilité de formation du personnel" },
  agreementStatus: {
    "draft": "projet", "sent": "envoyé, pas encore lié par le partenaire", "received": "reçu, pas encore lié", "half-bound": "lié par une seule partie", "bound": "lié, non approuvé", "approved-by-us": "approuvé par {owner} seulement", "approved-by-partner": "approuvé par {partner} seulement",
    "in-force": "en vigueur", "modified": "modifié après l’accord", "terminated": "résilié par les deux parties", "partner-gone": "plus montré par le partenaire", "deleted": "supprimé",
  },
};
