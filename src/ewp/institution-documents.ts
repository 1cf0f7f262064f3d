/** Can what an institution says of itself be served? Writes the very documents that partners and registries will ask for. */
import type { DocumentCheck } from "../domain/institutions/ports.js";
import { writeDocument } from "../xml/write.js";
import { writingProblems } from "./common/writing-problems.js";
import { manifest } from "./discovery/v6/documents.js";
import { toManifest } from "./discovery/v6/mapping.js";
import { factsheetResponse } from "./factsheet/v1/documents.js";
import { toWireFactsheet } from "./factsheet/v1/mapping.js";
import { institutionsResponse } from "./institutions/v2/documents.js";
import { toWireHei } from "./institutions/v2/mapping.js";
import { ounitsResponse } from "./ounits/v2/documents.js";
import { toWireOunit } from "./ounits/v2/mapping.js";

/** Stands for what a manifest says of the node: only the institution's part is in question here. */
const NODE = { publicUrl: "https://node.example", adminProvider: "node", apis: [] };
const NO_KEYS = { publishedClientKeys: [], publishedServerKeys: [] };

export const institutionDocuments: DocumentCheck = {
  institution: (institution) => [
    ...writingProblems(() => writeDocument(institutionsResponse, { heis: [toWireHei(institution, [])] })),
    ...writingProblems(() => writeDocument(manifest, toManifest(institution, NO_KEYS, NODE))),
  ],
  ounit: (ounit) => writingProblems(() => writeDocument(ounitsResponse, { ounits: [toWireOunit(ounit)] })),
  factsheet: (factsheet) => writingProblems(() => writeDocument(factsheetResponse, { factsheets: [toWireFactsheet(factsheet)] })),
};
