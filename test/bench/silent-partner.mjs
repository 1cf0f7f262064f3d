/** A partner's server that takes requests and never answers them. */
import { readFileSync } from "node:fs";
import { createServer } from "node:https";

/** `{url, asked(), waiting(), stop}`: how many requests came, and how many are waiting at the moment. */
export const openSilentPartner = async ({ certFile, keyFile }) => {
  let asked = 0;
  let waiting = 0;
  const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (request) => {
    asked += 1;
    waiting += 1;
    request.resume();
    request.socket.once("close", () => (waiting -= 1));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `https://127.0.0.1:${server.address().port}`, asked: () => asked, waiting: () => waiting,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
};
