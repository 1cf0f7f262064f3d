import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { omobilityCnrV1 } from "./api.js";

export const serveOmobilityCnrV1 = serve(omobilityCnrV1, receiveNotices("refresh-omobility"));
