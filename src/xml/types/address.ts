import { many, optional, struct, type ValueOf } from "../schema.js";
import { country, string } from "../scalars.js";
import { ADDRESS_NS } from "./namespaces.js";

const structured = {
  buildingNumber: optional("buildingNumber", string),
  buildingName: optional("buildingName", string),
  streetName: optional("streetName", string),
  unit: optional("unit", string),
  floor: optional("floor", string),
  postOfficeBox: optional("postOfficeBox", string),
  deliveryPointCodes: many("deliveryPointCode", string),
};

/** FlexibleAddress: up to four lines, or the structured parts, never both (PROTOCOL 1.7). */
export const address = struct(
  ADDRESS_NS,
  {
    recipientNames: many("recipientName", string),
    addressLines: many("addressLine", string, { max: 4 }),
    ...structured,
    postalCode: optional("postalCode", string),
    locality: optional("locality", string),
    region: optional("region", string),
    country: optional("country", country),
  },
  [["addressLines"], Object.keys(structured)],
);
export type Address = ValueOf<typeof address>;

/** The two addresses as they stand in institutions, units and contacts. */
export const addresses = {
  streetAddress: optional("street-address", address, { ns: ADDRESS_NS }),
  mailingAddress: optional("mailing-address", address, { ns: ADDRESS_NS }),
};
