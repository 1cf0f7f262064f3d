import { describe } from "@jest/globals";
import { inProcessQueue } from "../../../src/delivery/queue/in-process.js";
import { benches, queueContract } from "../../contracts/queue.js";

describe("the queue in the process", () => {
  queueContract(benches(() => inProcessQueue({ concurrency: 4 })));
});
