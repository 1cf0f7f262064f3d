import { expect, test } from "@jest/globals";
import { isHostOf } from "../../../src/security/http-signature/own-host.js";

test.each([
  ["https://ewp.example.edu/", "ewp.example.edu", true], ["https://ewp.example.edu/", "ewp.example.edu:443", true], ["https://ewp.example.edu/", "ewp.example.edu:80", false],
  ["https://127.0.0.1:8443/a", "127.0.0.1:8443", true], ["https://127.0.0.1:8443/a", "127.0.0.1", true], ["https://127.0.0.1:8443/a", "127.0.0.1:443", false],
  ["https://[::1]:8443/", "[::1]:8443", true], ["https://ewp.example.edu/", "", false], ["https://ewp.example.edu/", "ewp.example.edu.evil.example", false],
])("row 8.6: at %s the Host %j is ours: %s", (url, host, ours) => {
  expect(isHostOf(new URL(url))(host)).toBe(ours);
});
