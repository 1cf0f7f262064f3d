/** Notifications of partners about their copies. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe } from "@jest/globals";
import { notificationReceiver } from "../../../support/ewp/notification-receiver.js";
import { type SliceNode, startSliceNode } from "../../../support/ewp/slice-node.js";

let net: SliceNode;
beforeAll(async () => { net = await startSliceNode(); });
afterAll(() => net.close());

describe("iia-cnr", () => {
  notificationReceiver(() => net, {
    path: "iia-cnr/v3", kind: "refresh-iia", param: "iia_id", root: "iia-cnr-response", ns: "https://github.com/erasmus-without-paper/ewp-specs-api-iia-cnr/tree/stable-v3",
  });
});
