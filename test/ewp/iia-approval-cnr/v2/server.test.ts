/** Notifications of partners about their approvals of our copies. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe } from "@jest/globals";
import { notificationReceiver } from "../../../support/ewp/notification-receiver.js";
import { type SliceNode, startSliceNode } from "../../../support/ewp/slice-node.js";

let net: SliceNode;
beforeAll(async () => { net = await startSliceNode(); });
afterAll(() => net.close());

describe("iia-approval-cnr", () => {
  notificationReceiver(() => net, {
    path: "iia-approval-cnr/v2", kind: "refresh-iia-approval", param: "iia_id", root: "iia-approval-cnr-response",
    ns: "https://github.com/erasmus-without-paper/ewp-specs-api-iia-approval-cnr/tree/stable-v2",
  });
});
