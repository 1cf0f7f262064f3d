import type { Words } from "./en.js";

export const de: Words = {
  page: {
    document: "Dokument {id}", number: "Seite {page} von {pages}", yes: "ja", no: "nein", draft: "ENTWURF", deleted: "GELÖSCHT",
    numbered: "Zeichen, für die dieses Dokument keine Buchstaben hat, stehen als ihre Unicode-Nummern in eckigen Klammern; die Daten enthalten sie unverändert.",
  },
  gender: { unknown: "nicht bekannt", male: "männlich", female: "weiblich", none: "nicht zutreffend" },
  contact: {
    givenNames: "Vornamen", familyNames: "Familiennamen", gender: "Geschlecht", role: "Aufgabe", phone: "Telefon", fax: "Fax", extension: "Durchwahl", email: "E-Mail",
    street: "Anschrift", mailing: "Postanschrift", building: "Gebäude", unit: "Einheit", floor: "Stockwerk", postBox: "Postfach", deliveryPoint: "Zustellpunkt",
  },
  agreement: {
    title: "Interinstitutionelle Vereinbarung", between: "{owner} und {partner}", state: "Stand", agreedSince: "Von beiden genehmigt seit", changing: "Seither wurde mindestens eine Kopie geändert; hier steht, was beide zuletzt genehmigt haben.",
    parties: "Parteien", heiId: "Hochschule", iiaId: "Id ihrer Kopie", iiaCode: "Code", unit: "Einheit", signingDate: "Unterzeichnet am", signing: "Unterzeichnende Person", contact: "Kontakt",
    conditions: "Was vereinbart ist", number: "Nr.", from: "Von", to: "Nach", fields: "Fächer (ISCED-F)", levels: "Stufen (EQR)", years: "Studienjahre", places: "Pro Jahr", months: "Monate pro Jahr", days: "Tage pro Jahr", blended: "Hybrid",
    details: "Nr. {number}: {kind}, von {from} nach {to}", languages: "Sprachen", language: "Sprache", level: "Niveau (GER)", field: "Fach (ISCED-F)", clarification: "Genauer", former: "früher {value}", notYetDefined: "noch nicht festgelegt",
    placesOpen: "Die Zahl der Plätze ist noch nicht festgelegt.", otherTerms: "Weitere Bedingungen", sendingContact: "Kontakt an der entsendenden Hochschule", receivingContact: "Kontakt an der aufnehmenden Hochschule",
    copies: "Kopien und Genehmigungen", copyOf: "Kopie von {name}", version: "Version", versionOf: "{version}, vom {at}", hash: "Hash", declaredHash: "Hash laut Angabe", broughtBy: "Erhalten durch Austausch", inEffect: "Als gültig gekennzeichnet", terminated: "Als beendet gekennzeichnet", pdf: "Angehängtes PDF", noCopy: "Der Partner hat keine Kopie gezeigt.",
    approvedBy: "Genehmigt von {name}", approvedAt: "Am", approvedHash: "Genehmigter Hash", provenBy: "Belegt durch Austausch", otherVersion: "Diese Genehmigung gilt einer anderen Version der Kopie.", notApproved: "Nicht genehmigt von {name}.",
    verify: "Wie sich diese Vereinbarung prüfen lässt", verifyNothing: "Noch ist nichts vereinbart: es gibt nichts zu prüfen. Dieses Dokument beweist nichts.",
    verifyWhat: "Dieses Dokument gibt wieder, was zwei Systeme einander im Netz Erasmus Without Paper unterschrieben mitgeteilt haben. Es lässt sich prüfen, ohne der druckenden Stelle zu vertrauen und ohne jedes Netz:",
    verifyPack: "1. Bitten Sie {owner} um das Beweispaket seiner Vereinbarung {id} ({address}), ein mit gzip gepacktes tar-Archiv, und packen Sie es aus.",
    verifyRun: "2. Starten Sie „node verify.mjs“ in seinem Ordner (Node.js 20 oder neuer). Die Ausgabe muss mit „Everything holds.“ enden und dies enthalten:",
    verifyExchanges: "3. Die in diesem Dokument genannten Austausche liegen im Ordner „exchanges“, so wie sie übertragen wurden, mit ihren Signaturen.",
    verifyKeys: "4. Wem die Schlüssel in „keys.json“ gehören, bestätigen ihre Inhaber oder das Register des Netzes.",
  },
  kinds: { "student-studies": "Studierendenmobilität zum Studium", "student-traineeship": "Studierendenmobilität für Praktika", "staff-teacher": "Personalmobilität zu Lehrzwecken", "staff-training": "Personalmobilität zur Fortbildung" },
  agreementStatus: {
    "draft": "Entwurf", "sent": "gesendet, vom Partner nicht verknüpft", "received": "erhalten, nicht verknüpft", "half-bound": "von einer Seite verknüpft", "bound": "verknüpft, nicht genehmigt", "approved-by-us": "nur von {owner} genehmigt", "approved-by-partner": "nur von {partner} genehmigt",
    "in-force": "in Kraft", "modified": "nach der Vereinbarung geändert", "terminated": "von beiden beendet", "partner-gone": "vom Partner nicht mehr gezeigt", "deleted": "gelöscht",
  },
};
