/** Can what an institution says of itself be served? Writes the very documents that partners and registries will ask for. */
import type { DocumentCheck } from "../domain/institutions/ports.js";
import type { Problem } from "../domain/problem.js";
import { XmlInvalid } from "../xml/errors.js";
import { writeDocument } from "../xml/write.js";
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
    ...problemsOf(() => writeDocument(institutionsResponse, { heis: [toWireHei(institution, [])] })),
    ...problemsOf(() => writeDocument(manifest, toManifest(institution, NO_KEYS, NODE))),
  ],
  ounit: (ounit) => problemsOf(() => writeDocument(ounitsResponse, { ounits: [toWireOunit(ounit)] })),
  factsheet: (factsheet) => problemsOf(() => writeDocument(factsheetResponse, { factsheets: [toWireFactsheet(factsheet)] })),
};

const problemsOf = (write: () => string): readonly Problem[] => {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof XmlInvalid)) throw error;
    return error.problems.map(({ path, problem }) => ({ field: path, problem, expected: "a value that the network's schemas allow" }));
  }
};
