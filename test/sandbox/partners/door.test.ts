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
const statusOf = async (target: string, headers = "Host: localhost:1"): Promise<string | undefined> => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET ${target} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`);
  return (await text(socket)).split("\r\n", 1)[0];
};

test.each(["/", "//", "*", "//[", "http://[/", "/?hei_id=%"])("is open after it was asked for %s", async (target) => {
  expect(await statusOf(target)).toBe("HTTP/1.1 200 OK");
});

test("knows only its partners", async () => {
  expect(await statusOf("/nobody?iia_id=1")).toBe("HTTP/1.1 404 Not Found");
});

test.each([
  ["page of another site", "Host: 127.0.0.1:1\r\nOrigin: https://evil.example"],
  ["page without a site", "Host: 127.0.0.1:1\r\nOrigin: null"],
  ["page whose own name leads here", "Host: evil.example:1"],
  ["page whose own name looks like here", "Host: localhost.evil.example"],
])("refuses a %s", async (_, headers) => {
  expect(await statusOf("/", headers)).toBe("HTTP/1.1 403 Forbidden");
});

test("lets people in by both names of this machine", async () => {
  for (const host of ["127.0.0.1", "127.0.0.1:9301", "localhost:9301"]) expect(await statusOf("/", `Host: ${host}`)).toBe("HTTP/1.1 200 OK");
});
