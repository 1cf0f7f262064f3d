import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { omobilityCnrV2 } from "./api.js";

export const serveOmobilityCnrV2 = serve(omobilityCnrV2, receiveNotices("refresh-omobility"));
