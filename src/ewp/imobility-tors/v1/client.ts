import { heiVersionClient } from "../../common/tors/hei-version-client.js";
import { imobilityTorsV1 } from "./api.js";

export const imobilityTorsV1Client = heiVersionClient(imobilityTorsV1);
