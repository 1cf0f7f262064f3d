import { expect, test } from "@jest/globals";
import { lineOf } from "../../../src/sandbox/network/extra-manifests.js";

const url = "https://127.0.0.1:9443/manifest.xml";

test.each<[string, Parameters<typeof lineOf>[0], string]>([
  ["one that joined", { url, heiId: "third.example", apis: ["echo 2.0.1", "iias 7.0.0"], notes: [] }, "✓ extra manifest https://127.0.0.1:9443/manifest.xml: third.example, echo 2.0.1, iias 7.0.0"],
  ["a client without institution", { url, apis: [], notes: [] }, "✓ extra manifest https://127.0.0.1:9443/manifest.xml: no institution, no APIs"],
  ["one that is not there yet", { url, apis: [], notes: [], trouble: "The manifest could not be read: connect ECONNREFUSED" }, "! extra manifest https://127.0.0.1:9443/manifest.xml: The manifest could not be read: connect ECONNREFUSED"],
  ["one with a fault", { url, heiId: "third.example", apis: ["echo 2.0.1"], notes: [{ level: "error", text: "A client key is left out: too short" }] },
    "! extra manifest https://127.0.0.1:9443/manifest.xml: third.example, echo 2.0.1; error: A client key is left out: too short"],
])("tells of %s", (_, manifest, line) => expect(lineOf(manifest)).toBe(line));
