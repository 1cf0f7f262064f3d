/** The office of test/api/support behind a real listener, for pages in a browser. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Office, startOffice } from "../../api/support/office.js";

export const PASSWORD = "correct horse battery";

export interface WebOffice extends Office {
  readonly address: string;
  /** Makes a person and returns the e-mail address. */
  person(grants: readonly object[], name?: string): Promise<string>;
}

export const startWebOffice = async (): Promise<WebOffice> => {
  const office = await startOffice();
  const server = createServer(office.app).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  let people = 0;
  return {
    ...office,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: async (grants, name = "Ada Officer") => {
      const email = `person-${++people}@rive.example`;
      await office.call("post", "/people").send({ email, name, grants, password: PASSWORD }).expect(201);
      return email;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await office.close();
    },
  };
};
