/** A small disk of its own (tmpfs), so that it can be full without harming the machine. */
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const BLOCK = Buffer.alloc(256 * 1024);

/** Mounts it at `directory`: `{fill, free, unmount}`. Undefined where this process may not mount; `say` hears why. */
export const mountSmallDisk = (directory, megabytes, say) => {
  mkdirSync(directory, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "passerelle-crash", directory], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    say(`SKIPPED disk full: a small disk cannot be mounted here (${String(error.stderr ?? error.message).trim()}). Run it as root to have it.`);
    return undefined;
  }
  const ballast = join(directory, "ballast");
  const unmount = () => {
    process.off("exit", unmount);
    // Lazily: a process that still ends may hold it for a moment.
    execFileSync("umount", ["-l", directory], { stdio: "ignore" });
  };
  process.once("exit", unmount);
  return { fill: () => fill(ballast), free: () => rmSync(ballast, { force: true }), unmount };
};

/** Writes until nothing goes in any more, to the last byte. */
const fill = (file) => {
  const out = openSync(file, "w");
  for (let size = BLOCK.length; size >= 1;) {
    try {
      writeSync(out, BLOCK, 0, size);
    } catch (error) {
      if (error.code !== "ENOSPC") throw error;
      size = Math.floor(size / 4);
    }
  }
  closeSync(out);
};
