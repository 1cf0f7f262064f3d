import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { imobilityCnrV2 } from "./api.js";

export const serveImobilityCnrV2 = serve(imobilityCnrV2, receiveNotices("refresh-imobility"));
