/** Notifications of partners. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe } from "@jest/globals";
import { notificationReceiver } from "../../../support/ewp/notification-receiver.js";
import { type SliceNode, startSliceNode } from "../../../support/ewp/slice-node.js";

let net: SliceNode;
beforeAll(async () => { net = await startSliceNode(); });
afterAll(() => net.close());

describe("omobility-cnr", () => {
  notificationReceiver(() => net, {
    path: "omobility-cnr/v2", kind: "refresh-omobility", param: "omobility_id", most: 50, root: "omobility-cnr-response", ns: "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-cnr/tree/stable-v2",
  });
});
