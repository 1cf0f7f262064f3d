import { dropDatabase } from "../../app/databases.js";
import { runDemo } from "../../sandbox/demo/demo.js";
import { type Command, wholeNumber } from "../command.js";
import { NETWORK_OPTIONS, sandboxPorts } from "../network-options.js";

export const command: Command = {
  usage: "demo [options]",
  about: "Takes an agreement and then a student through their lives between two fresh nodes, and verifies every step on both. Exit status 1 when a step does not hold.",
  options: {
    ...NETWORK_OPTIONS,
    chaos: { value: "N", about: "kill -9 a random node N times during the journey" },
    seed: { value: "S", about: "which nodes, and when (default 1)" },
  },
  run: (args) => runDemo({
    portBase: args.text("port-base") === undefined ? undefined : wholeNumber(args, "port-base", [0, 1024, 65_000]),
    redisUrl: args.text("redis-url"),
    databaseUrl: args.text("database-url"),
    kills: wholeNumber(args, "chaos", [0, 0, 1000]),
    seed: wholeNumber(args, "seed", [1, 0, 999_999_999]),
  }, { ...sandboxPorts(), dropDatabase }),
};
