import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** Where others on the same kernel, in whatever container, can ask whether this process lives. */
export interface LifeSign {
  /** Which kernel, and since which of its starts. */
  readonly boot?: string;
  /** Name of a socket in the directory. */
  readonly socket?: string;
}

/** Linux tells; containers on one kernel are told the same. */
const bootId = (): string | undefined => {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return undefined;
  }
};

/**
 * Gives a sign of life in a directory for as long as this process lives: the kernel ends it with the process. Where the system or the
 * file system cannot (a path of more than about 100 bytes is too long for a socket), the sign is empty.
 */
export const giveLifeSign = async (directory: string): Promise<{ readonly sign: LifeSign; end(): void }> => {
  const boot = bootId();
  const socket = `life-${randomBytes(4).toString("hex")}.sock`;
  const server = createServer((caller) => caller.destroy()).unref();
  const listens = boot !== undefined && await new Promise<boolean>((resolve) => {
    server.on("error", () => resolve(false)).listen(join(directory, socket), () => resolve(true));
  });
  return listens ? { sign: { boot, socket }, end: () => void server.close() } : { sign: {}, end: () => undefined };
};

/** Whether the process that gave the sign lives; undefined where that cannot be known, as on another machine. */
export const givesLifeSign = async (directory: string, { boot, socket }: LifeSign): Promise<boolean | undefined> => {
  if (boot === undefined || socket === undefined || boot !== bootId() || !/^life-[0-9a-f]{8}\.sock$/.test(socket)) return undefined;
  const code = await new Promise<string | undefined>((resolve) => {
    const asked = connect(join(directory, socket), () => {
      asked.destroy();
      resolve("CONNECTED");
    }).on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  if (code === "ECONNREFUSED") return false;
  return code === "CONNECTED" ? true : undefined;
};

/** Takes away what a process that is gone left behind. */
export const clearLifeSign = (directory: string, { socket }: LifeSign): void => {
  if (socket !== undefined && /^life-[0-9a-f]{8}\.sock$/.test(socket)) rmSync(join(directory, socket), { force: true });
};
