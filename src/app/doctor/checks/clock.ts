import { ask } from "../outside.js";
import { type Check, fault, ok, skipped, warning } from "../finding.js";
import { reasonOf } from "../reason.js";

/** Partners refuse what is dated more than 5 minutes from their time (PROTOCOL 3.3 step 5). */
const FAULT_SECONDS = 240;
const WARN_SECONDS = 20;
const FIX = "Synchronise the clock of this machine: install chrony or enable systemd-timesyncd, and check with `timedatectl`.";

export const clock: Check = {
  name: "clock",
  run: async ({ config, system }) => {
    const before = system.clock.now().getTime();
    const answer = await ask(new URL(config.catalogue.url), { range: "bytes=0-0" }).catch(reasonOf);
    const after = system.clock.now().getTime();
    const theirs = typeof answer === "string" ? NaN : Date.parse(String(answer.headers["date"]));
    if (Number.isNaN(theirs)) return [skipped(`The registry's clock could not be read${typeof answer === "string" ? `: ${answer}` : ""}.`)];
    // The header has whole seconds.
    const seconds = Math.round(Math.max(theirs - after, before - theirs - 1000, 0) / 1000) * (theirs > after ? -1 : 1);
    const words = `This machine's clock is ${Math.abs(seconds)} seconds ${seconds < 0 ? "behind" : "ahead of"} the registry's.`;
    if (Math.abs(seconds) >= FAULT_SECONDS) return [fault(`${words} Partners refuse requests that are dated more than 5 minutes off.`, FIX)];
    return [Math.abs(seconds) >= WARN_SECONDS ? warning(words, FIX) : ok("The clock agrees with the registry's.")];
  },
};
