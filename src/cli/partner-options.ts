import { personalitiesOf } from "../sandbox/partners/personalities.js";
import type { Personality } from "../sandbox/partners/personality.js";
import { type Args, UsageError } from "./command.js";

export const PARTNERS_PORT = 9200;

/** The faulty partners that `--with` names, or `list`. Throws `UsageError` for a name that there is not. */
export const withPersonalities = (args: Args): readonly Personality[] | "list" => {
  const names = args.texts("with").flatMap((text) => text.split(",")).map((name) => name.trim()).filter((name) => name !== "");
  if (names.includes("list")) return "list";
  try {
    return personalitiesOf(names);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`--with: ${error.message}`) : error;
  }
};
