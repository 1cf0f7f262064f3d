import type { Supervisor } from "../processes/supervisor.js";
import type { RunningNetwork } from "./start.js";
import { accountsOf } from "../samples/accounts.js";
import { writeAtomically } from "./state.js";

/** What automation reads once everything is up; the shape is a promise. */
export interface ReadyFile {
  readonly registry: { readonly catalogueUrl: string };
  readonly caFile: string;
  /** Private key (PEM) of an institution that only asks, for `passerelle self-test`. */
  readonly testerKeyFile: string;
  readonly nodes: readonly {
    readonly heiId: string;
    readonly name: string;
    readonly networkUrl: string;
    readonly manifestUrl: string;
    readonly officeUrl: string;
    readonly apiToken: string;
    /** People who can sign in at `officeUrl`. */
    readonly accounts: readonly { readonly role: string; readonly email: string; readonly password: string }[];
    readonly dataDir: string;
    readonly pid: number;
  }[];
}

/** Writes the file in one piece; again whenever a node has a new pid. */
export const writeReadyFile = (file: string, { catalogueUrl, certificates, nodes, tester, password }: RunningNetwork, supervisor: Supervisor): void => {
  const content: ReadyFile = {
    registry: { catalogueUrl },
    caFile: certificates.caFile,
    testerKeyFile: tester.keyFile,
    nodes: nodes.map(({ name, heiId, heiName, networkUrl, manifestUrl, officeUrl, token, dataDir }) =>
      ({ heiId, name: heiName, networkUrl, manifestUrl, officeUrl, apiToken: token, accounts: accountsOf(heiId).map((account) => ({ ...account, password })), dataDir, pid: supervisor.pid(name) })),
  };
  writeAtomically(file, content);
};
