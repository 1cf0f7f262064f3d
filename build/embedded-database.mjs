/** Last step of the build: an image of a new embedded database, so that the first start of a node need not make one (a second build keeps it). */
import { fileURLToPath } from "node:url";
import { makeEmbeddedImage } from "../dist/store/make-embedded-image.js";

const silent = () => undefined;
await makeEmbeddedImage(fileURLToPath(new URL("../dist/embedded-database", import.meta.url)), {
  clock: { now: () => new Date() },
  logger: { debug: silent, info: silent, warn: console.warn, error: console.error },
});
