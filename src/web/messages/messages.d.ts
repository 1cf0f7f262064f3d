import "i18next";
import type agreements from "./en/agreements.json";
import type deadlines from "./en/deadlines.json";
import type inbox from "./en/inbox.json";
import type isced from "./en/isced.json";
import type problems from "./en/problems.json";
import type renewals from "./en/renewals.json";
import type shell from "./en/shell.json";
import type steps from "./en/steps.json";

/** The English texts are the list of all keys: a misspelt one does not compile. To add an area: a row. */
declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "shell";
    readonly resources: { readonly shell: typeof shell; readonly problems: typeof problems; readonly agreements: typeof agreements; readonly isced: typeof isced; readonly inbox: typeof inbox; readonly deadlines: typeof deadlines; readonly steps: typeof steps; readonly renewals: typeof renewals };
  }
}
