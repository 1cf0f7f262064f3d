import { heiVersionApi } from "../../common/tors/hei-versions.js";
import * as documents from "./documents.js";

export const imobilityTorsV2 = heiVersionApi(2, documents);
