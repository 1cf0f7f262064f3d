import { spawn } from "node:child_process";

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program, as `npm test` leaves it. */
export const PROGRAM: readonly [string, string] = [process.execPath, "dist/main.js"];

/** Runs `passerelle` to its end, without settings of the surroundings but those given; `typed` is its standard input. */
export const passerelle = (args: readonly string[], settings: Readonly<Record<string, string>> = {}, typed?: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PASSERELLE_")));
    const child = spawn(PROGRAM[0], [PROGRAM[1], ...args], { env: { ...env, ...settings }, stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.end(typed);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject).once("close", (status) => resolve({ status, stdout, stderr }));
  });
