import { receiveNotices } from "../../common/receive-notices.js";
import { serve } from "../../runtime/serve.js";
import { imobilityCnrV1 } from "./api.js";

export const serveImobilityCnrV1 = serve(imobilityCnrV1, receiveNotices("refresh-imobility"));
