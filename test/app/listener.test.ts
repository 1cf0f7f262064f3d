import { Agent, createServer, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { listen, type Listener } from "../../src/app/listener.js";

let server: Server;
let listener: Listener;
let agent: Agent;
let running: ServerResponse[];

beforeEach(async () => {
  running = [];
  // Longer than any test: a connection that is kept open would keep the listener open.
  server = createServer({ keepAliveTimeout: 3_600_000 }, (_, response) => running.push(response));
  listener = await listen(server, { host: "127.0.0.1", port: 0, name: "test" });
  agent = new Agent({ keepAlive: true });
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

const ask = (): Promise<string> =>
  new Promise((resolve, reject) => {
    request({ port: (server.address() as AddressInfo).port, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).on("end", () => resolve(text));
    }).on("error", reject).end();
  });
const arrived = async (): Promise<ServerResponse> => {
  while (!running[0]) await new Promise((resolve) => setTimeout(resolve, 5));
  return running[0];
};

describe("a listener that closes", () => {
  test("lets the running request end, then drops the connection that the partner keeps open", async () => {
    const answer = ask();
    const response = await arrived();
    const closing = listener.close(3600);
    response.end("late but whole");
    expect(await answer).toBe("late but whole");
    await closing;
  });

  test("drops idle connections at once", async () => {
    const answer = ask();
    (await arrived()).end("early");
    expect(await answer).toBe("early");
    await listener.close(3600);
  });

  test("cuts off what runs longer than it may", async () => {
    const answer = ask();
    await arrived();
    const refused = expect(answer).rejects.toThrow("socket hang up");
    await listener.close(0);
    await refused;
  });

  test("a port that is taken is told in a sentence", async () => {
    const { port } = server.address() as AddressInfo;
    await expect(listen(createServer(), { host: "127.0.0.1", port, name: "network" })).rejects.toThrow(`The network listener cannot use 127.0.0.1:${port}: the port is taken by another process.`);
    await listener.close(0);
  });
});
