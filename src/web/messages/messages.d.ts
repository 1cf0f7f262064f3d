import "i18next";
import type agreements from "./en/agreements.json";
import type deadlines from "./en/deadlines.json";
import type inbox from "./en/inbox.json";
import type isced from "./en/isced.json";
import type mobilities from "./en/mobilities.json";
import type network from "./en/network.json";
import type nominations from "./en/nominations.json";
import type problems from "./en/problems.json";
import type renewals from "./en/renewals.json";
import type shell from "./en/shell.json";
import type steps from "./en/steps.json";

/** The English texts are the list of all keys: a misspelt one does not compile. To add an area: a row. */
declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "shell";
    readonly resources: {
      readonly agreements: typeof agreements;
      readonly deadlines: typeof deadlines;
      readonly inbox: typeof inbox;
      readonly isced: typeof isced;
      readonly mobilities: typeof mobilities;
      readonly network: typeof network;
      readonly nominations: typeof nominations;
      readonly problems: typeof problems;
      readonly renewals: typeof renewals;
      readonly shell: typeof shell;
      readonly steps: typeof steps;
    };
  }
}
