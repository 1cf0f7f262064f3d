import type { Words } from "./en.js";

export const es: Words = {
  page: {
    document: "Documento {id}", number: "Página {page} de {pages}", yes: "sí", no: "no", draft: "BORRADOR", deleted: "ELIMINADO",
    numbered: "Los caracteres que las fuentes de este documento no tienen figuran como sus números Unicode entre corchetes; los datos los contienen tal como son.",
  },
  gender: { unknown: "no consta", male: "masculino", female: "femenino", none: "no procede" },
  contact: {
    givenNames: "Nombre", familyNames: "Apellidos", gender: "Sexo", role: "Función", phone: "Teléfono", fax: "Fax", extension: "ext.", email: "Correo electrónico",
    street: "Dirección", mailing: "Dirección postal", building: "edificio", unit: "unidad", floor: "planta", postBox: "apartado de correos", deliveryPoint: "punto de entrega",
  },
  agreement: {
    title: "Acuerdo interinstitucional", between: "{owner} y {partner}", state: "Estado", agreedSince: "Aprobado por ambas partes desde", changing: "Desde entonces se ha modificado al menos una de las copias; aquí consta lo último que ambas partes aprobaron.",
    parties: "Partes", heiId: "Institución", iiaId: "Identificador de su copia", iiaCode: "Código", unit: "Unidad", signingDate: "Firmado el", signing: "Firmante", contact: "Contacto",
    conditions: "Lo acordado", number: "N.º", from: "De", to: "A", fields: "Áreas (CINE-F)", levels: "Niveles (MEC)", years: "Cursos académicos", places: "Por año", months: "Meses por año", days: "Días por año", blended: "Combinada",
    details: "N.º {number}: {kind}, de {from} a {to}", languages: "Idiomas", language: "Idioma", level: "Nivel (MCER)", field: "Área (CINE-F)", clarification: "Precisión", former: "antes {value}", notYetDefined: "aún sin definir",
    placesOpen: "El número de plazas aún no está definido.", otherTerms: "Otras condiciones", sendingContact: "Contacto en la institución de envío", receivingContact: "Contacto en la institución de acogida",
    copies: "Copias y aprobaciones", copyOf: "Copia de {name}", version: "Versión", versionOf: "{version}, del {at}", hash: "Huella", declaredHash: "Huella declarada", broughtBy: "Recibida por el intercambio", inEffect: "Marcada como vigente", terminated: "Marcada como rescindida", pdf: "PDF adjunto", noCopy: "El socio no ha mostrado ninguna copia.",
    approvedBy: "Aprobada por {name}", approvedAt: "El", approvedHash: "Huella aprobada", provenBy: "Probado por el intercambio", otherVersion: "Esta aprobación corresponde a otra versión de la copia.", notApproved: "No aprobada por {name}.",
    verify: "Cómo verificar este acuerdo", verifyNothing: "Todavía no hay nada acordado: no hay nada que verificar. Este documento no prueba nada.",
    verifyWhat: "Este documento recoge lo que dos sistemas se comunicaron, con firma, en la red Erasmus Without Paper. Puede comprobarse sin confiar en quien lo imprimió y sin ninguna red:",
    verifyPack: "1. Pida a {owner} el paquete de pruebas de su acuerdo {id} ({address}), un archivo tar comprimido con gzip, y descomprímalo.",
    verifyRun: "2. Ejecute «node verify.mjs» en su carpeta (Node.js 20 o posterior). La salida debe terminar con «Everything holds.» y contener lo siguiente:",
    verifyExchanges: "3. Los intercambios citados en este documento están en la carpeta «exchanges», tal como circularon, con sus firmas.",
    verifyKeys: "4. De quién son las claves de «keys.json» lo confirman sus titulares o el registro de la red.",
  },
  kinds: { "student-studies": "Movilidad de estudiantes para estudios", "student-traineeship": "Movilidad de estudiantes para prácticas", "staff-teacher": "Movilidad de personal para docencia", "staff-training": "Movilidad de personal para formación" },
  agreementStatus: {
    "draft": "borrador", "sent": "enviado, aún no vinculado por el socio", "received": "recibido, sin vincular", "half-bound": "vinculado por una parte", "bound": "vinculado, sin aprobar", "approved-by-us": "aprobado solo por {owner}", "approved-by-partner": "aprobado solo por {partner}",
    "in-force": "en vigor", "modified": "modificado tras el acuerdo", "terminated": "rescindido por ambas partes", "partner-gone": "el socio ya no lo muestra", "deleted": "eliminado",
  },
};
