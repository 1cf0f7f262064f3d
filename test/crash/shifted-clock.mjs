/**
 * Loaded before a node (`NODE_OPTIONS=--import`): its clock is off by as many milliseconds as the file `clock-shift` in its data directory
 * says. Only `Date` is shifted; timers run on as they do when a machine's clock is set.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const LOOK_MS = 50;
const { PASSERELLE_DATA_DIR: directory } = process.env;

if (directory !== undefined && isMainThread) {
  const file = join(directory, "..", `clock-shift-${directory.split("/").pop()}`);
  let shift = 0;
  const look = () => {
    try {
      shift = Number(readFileSync(file, "utf8"));
    } catch {
      shift = 0;
    }
  };
  look();
  setInterval(look, LOOK_MS).unref();
  const RealDate = Date;
  const now = () => RealDate.now() + shift;
  const shifted = new Proxy(RealDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made === shifted ? target : made),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  globalThis.Date = shifted;
}
