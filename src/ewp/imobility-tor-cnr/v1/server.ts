import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { imobilityTorCnrV1 } from "./api.js";

export const serveImobilityTorCnrV1 = serve(imobilityTorCnrV1, receiveNotices("refresh-imobility-tor"));
