import { heiVersionApi } from "../../common/tors/hei-versions.js";
import * as documents from "./documents.js";

export const imobilityTorsV1 = heiVersionApi(1, documents);
