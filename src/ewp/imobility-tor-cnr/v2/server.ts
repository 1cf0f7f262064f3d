import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { imobilityTorCnrV2 } from "./api.js";

export const serveImobilityTorCnrV2 = serve(imobilityTorCnrV2, receiveNotices("refresh-imobility-tor"));
