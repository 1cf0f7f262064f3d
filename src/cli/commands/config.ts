import { configurationPage, envExample } from "../../config/example.js";
import { describeConfig } from "../../config/describe.js";
import { loadConfig } from "../../config/load.js";
import { chosen, type Command, print } from "../command.js";

const ACTIONS = {
  check: () => {
    const { warnings } = loadConfig();
    print("The configuration is complete.", ...warnings.map((warning) => `warning: ${warning}`));
  },
  show: () => print(...describeConfig(loadConfig().config)),
  example: () => process.stdout.write(envExample()),
  docs: () => process.stdout.write(configurationPage()),
} as const;

export const command: Command = {
  usage: "config check|show|example|docs",
  about: "check: all problems of the present environment at once. show: the settings in force, secrets hidden. example: the text of .env.example. docs: the text of docs/configuration.md.",
  words: 1,
  options: {},
  async run(args) {
    ACTIONS[chosen(args, ["check", "show", "example", "docs"])]();
  },
};
