import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isPublicAddress } from "../../../../src/ewp/runtime/outgoing/address-guard.js";

describe("isPublicAddress", () => {
  test.each(["8.8.8.8", "193.0.14.129", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));
  test.each([
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "::", "::1", "fe80::1", "fc00::1", "fdff::1", "ff02::1", "2001:db8::1", "2002:a00:1::", "::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "fec0::1",
    "", "localhost", "1.2.3", "8.8.8.8.8",
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));
  test("the IPv4-mapped form of an address is judged as the address", () =>
    fc.assert(fc.property(fc.ipV4(), (address) => expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address)))));
});
