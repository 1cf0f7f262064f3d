import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { doorTo } from "../../../src/sandbox/partners/door.js";
import { listening } from "../../../src/sandbox/partners/wire/listening.js";

const door = doorTo([]);
let port: number;

beforeAll(async () => {
  port = await listening(door, 0);
});

afterAll(() => door.close().closeAllConnections());

/** The status line that the door answers to a request target, written as it is. */
const statusOf = async (target: string): Promise<string | undefined> => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET ${target} HTTP/1.1\r\nHost: door\r\nConnection: close\r\n\r\n`);
  return (await text(socket)).split("\r\n", 1)[0];
};

test.each(["/", "//", "*", "//[", "http://[/", "/?hei_id=%"])("is open after it was asked for %s", async (target) => {
  expect(await statusOf(target)).toBe("HTTP/1.1 200 OK");
});

test("knows only its partners", async () => {
  expect(await statusOf("/nobody?iia_id=1")).toBe("HTTP/1.1 404 Not Found");
});
