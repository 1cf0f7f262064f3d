import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fromWireAddress, fromWireContact, fromWireUrl, toWireAddress, toWireContact, toWireUrl } from "../../../src/ewp/common/contact.js";
import { anyAddress, anyContact, FULL_CONTACT, langUrl } from "../../support/agreements/copies.js";

describe("shared translations", () => {
  test("contacts", () => {
    fc.assert(fc.property(anyContact, (contact) => expect(fromWireContact(toWireContact(contact))).toEqual(contact)));
    expect(fromWireContact(toWireContact(FULL_CONTACT))).toEqual(FULL_CONTACT);
  });

  test("addresses", () => {
    fc.assert(fc.property(anyAddress, (address) => expect(fromWireAddress(toWireAddress(address))).toEqual(address)));
  });

  test("links", () => {
    fc.assert(fc.property(langUrl, (url) => expect(fromWireUrl(toWireUrl(url))).toEqual(url)));
  });

  test("empty lists of what is optional are left out, so that equal contacts stay equal", () => {
    expect(fromWireContact(toWireContact({ names: [{ text: "Desk" }], emails: [], phoneNumbers: [] }))).toEqual({ names: [{ text: "Desk" }] });
  });
});
