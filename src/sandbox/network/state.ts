import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateToken } from "../../security/token.js";

/** What a sandbox remembers from run to run, beside what its nodes keep themselves. */
export interface SandboxState {
  /** Tells sandboxes apart that share a database server or Redis. */
  readonly id: string;
  /** The administrator's token of each node, in their order. */
  readonly tokens: readonly string[];
  /** Of all sample accounts. */
  readonly password: string;
  /** The sample data is entered once; what became of it since is the user's. */
  readonly samples: "none" | "begun" | "complete";
}

const fileIn = (dataDir: string): string => join(dataDir, "sandbox.json");

/** The state of an existing sandbox, or a fresh one; with fresh tokens for nodes that are new. */
export const loadState = (dataDir: string, heis: number): SandboxState => {
  const file = fileIn(dataDir);
  const fresh: SandboxState = { id: randomBytes(4).toString("hex"), tokens: [], password: randomBytes(12).toString("base64url"), samples: "none" };
  const known: SandboxState = existsSync(file) ? { ...fresh, ...(JSON.parse(readFileSync(file, "utf8")) as Partial<SandboxState>) } : fresh;
  const state = { ...known, tokens: Array.from({ length: Math.max(heis, known.tokens.length) }, (_, at) => known.tokens[at] ?? generateToken()) };
  saveState(dataDir, state);
  return { ...state, tokens: state.tokens.slice(0, heis) };
};

export const markSamples = (dataDir: string, samples: SandboxState["samples"]): void => {
  saveState(dataDir, { ...(JSON.parse(readFileSync(fileIn(dataDir), "utf8")) as SandboxState), samples });
};

const saveState = (dataDir: string, state: SandboxState): void => {
  mkdirSync(dataDir, { recursive: true });
  writeAtomically(fileIn(dataDir), state, 0o600);
};

/** Readers see the old content or the new, never half of it. */
export const writeAtomically = (file: string, content: unknown, mode = 0o600): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode });
  renameSync(`${file}.new`, file);
};
