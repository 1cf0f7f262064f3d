import { heiVersionClient } from "../../common/tors/hei-version-client.js";
import { imobilityTorsV2 } from "./api.js";

export const imobilityTorsV2Client = heiVersionClient(imobilityTorsV2);
