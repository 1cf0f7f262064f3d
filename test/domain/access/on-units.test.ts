import { expect, test } from "@jest/globals";
import type { Access } from "../../../src/domain/access/caller.js";
import { scopesOnUnits } from "../../../src/domain/access/on-units.js";
import { heiId } from "../../../src/kernel/ids.js";

const US = heiId("rive.example");
const on = (units: readonly string[], ...access: Access[]) => [...scopesOnUnits({ access }, US)(units)].sort();
const officer = (...unitIds: string[]): Access => ({ scopes: ["agreements:read", "agreements:approve"], heiIds: [US], unitIds });

test.each<[string, readonly string[], readonly Access[], readonly string[]]>([
  ["all of it", ["law"], [officer("law")], ["agreements:approve", "agreements:read"]],
  ["a part of it is seen and not changed", ["law", "arts"], [officer("law")], ["agreements:read"]],
  ["two grants together hold for both", ["law", "arts"], [officer("law"), officer("arts")], ["agreements:approve", "agreements:read"]],
  ["other units", ["arts"], [officer("law")], []],
  ["no unit", [], [officer("law")], []],
  ["a grant for everything", [], [{ scopes: ["network:read"] }, officer("law")], ["network:read", "partners:read"]],
  ["another institution's grant", ["law"], [{ ...officer("law"), heiIds: [heiId("lac.example")] }], []],
])("%s", (_name, units, access, scopes) => expect(on(units, ...access)).toEqual(scopes));
