import { heiVersionDocuments } from "../../common/tors/hei-versions.js";

/** PROTOCOL 5.19; the ELMO inside is version 1.6. */
export const { getResponse, indexResponse } = heiVersionDocuments(1);
