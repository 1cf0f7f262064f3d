import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const MEMORY = "/dev/shm";
/** What a few databases at the same time need, and what grows in them. */
const ROOM_BYTES = 1_000_000_000;

/** Where to put folders with many files: in memory where there is room, since a copy takes a sixth of the time that it takes on a disk. */
export const quickPlace = (): string => {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
};
