import { join } from "node:path";
import { inEnglish } from "../../kernel/lang-text.js";
import { heiIdOf, type Personality } from "../partners/personality.js";
import { manifestUrlOf } from "../partners/wire/identity.js";
import { INSTITUTIONS, type SampleInstitution } from "../samples/institutions.js";
import type { SandboxState } from "./state.js";

export const FEWEST_HEIS = 2;
export const MOST_HEIS = INSTITUTIONS.length;

/** One node of the sandbox, before it runs. */
export interface NodePlan {
  /** Also the name of its process and of its folder. */
  readonly name: string;
  readonly institution: SampleInstitution;
  readonly heiId: string;
  /** Name of the institution. */
  readonly heiName: string;
  readonly networkPort: number;
  readonly officePort: number;
  readonly networkUrl: string;
  readonly officeUrl: string;
  readonly dataDir: string;
  readonly token: string;
}

/** Registry at the base, network listeners from base + 1 on, office listeners from base + 101 on; the door to faulty partners at base + 200, they themselves behind it. */
export const portsOf = (base: number, heis: number, faulty = 0): readonly number[] =>
  [base, ...numbers(heis).flatMap((number) => [base + number, base + OFFICE + number]), ...faulty > 0 ? [0, ...numbers(faulty)].map((number) => doorPortAt(base) + number) : []];

const OFFICE = 100;
const DOOR = 200;
export const doorPortAt = (base: number): number => base + DOOR;
export const doorUrlAt = (base: number): string => `http://${HOST}:${doorPortAt(base)}`;

/** A faulty partner of a sandbox, before it runs. */
export interface FaultyPlan {
  readonly personality: Personality;
  readonly heiId: string;
  readonly manifestUrl: string;
}

/** The faulty partners at these ports, in the order in which they were asked for. */
export const planFaulty = (portBase: number, personalities: readonly Personality[]): readonly FaultyPlan[] =>
  personalities.map((personality, at) => ({ personality, heiId: heiIdOf(personality), manifestUrl: manifestUrlOf(personality, `https://${HOST}:${doorPortAt(portBase) + at + 1}`) }));

const HOST = "127.0.0.1";
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

export const catalogueUrlAt = (base: number): string => `https://${HOST}:${base}/catalogue-v1.xml`;

/** The nodes of a sandbox at these ports; tokens come from the state, so that they stay the same from run to run. */
export const planNodes = (portBase: number, dataDir: string, state: SandboxState): readonly NodePlan[] =>
  state.tokens.map((token, at) => {
    const institution = INSTITUTIONS[at];
    if (!institution) throw new RangeError(`There are ${MOST_HEIS} sample institutions, ${state.tokens.length} were asked for.`);
    const networkPort = portBase + at + 1;
    const officePort = networkPort + OFFICE;
    return {
      name: `node-${at + 1}`, institution, heiId: institution.heiId, heiName: inEnglish(institution.names), networkPort, officePort,
      networkUrl: `https://${HOST}:${networkPort}`, officeUrl: `https://${HOST}:${officePort}`, dataDir: join(dataDir, `node-${at + 1}`), token,
    };
  });
