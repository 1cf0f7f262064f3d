import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadClientConfig, loadConfig } from "../../src/config/load.js";
import { ConfigInvalid, type Source } from "../../src/config/read.js";
import { describeConfig } from "../../src/config/describe.js";

const TOKEN = `psl_${"a".repeat(43)}`;
const MINIMAL = {
  PASSERELLE_PUBLIC_URL: "https://ewp.example.edu",
  PASSERELLE_CATALOGUE_URL: "https://registry.example.org/catalogue-v1.xml",
  PASSERELLE_NETWORK_TLS: "proxy",
};
const source = (env: Record<string, string>, files: Record<string, string> = {}): Source => ({
  env,
  readFile: (path) => {
    const content = files[path];
    if (content === undefined) throw new Error("ENOENT");
    return content;
  },
});
const problemsOf = (env: Record<string, string>, files?: Record<string, string>): readonly string[] => {
  try {
    loadConfig(source(env, files));
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
};

describe("the configuration of a node", () => {
  test("has typed, frozen values with defaults", () => {
    const { config, warnings } = loadConfig(source(MINIMAL));
    expect(config.network).toMatchObject({ publicUrl: "https://ewp.example.edu", port: 8443, tls: "proxy", tlsCert: undefined, maxBodyBytes: 1_048_576 });
    expect(config.delivery.inline).toBe(true);
    expect(config.store.databaseUrl).toBe("pglite:./data/db");
    expect(Object.isFrozen(config) && Object.values(config).every((section) => Object.isFrozen(section))).toBe(true);
    expect(warnings).toEqual([]);
  });

  test("puts the embedded database into the data directory", () => {
    expect(loadConfig(source({ ...MINIMAL, PASSERELLE_DATA_DIR: "/srv/passerelle" })).config.store.databaseUrl).toBe("pglite:/srv/passerelle/db");
  });

  test("tells all problems at once and prints no secret", () => {
    expect(problemsOf({
      PASSERELLE_PUBLIC_URL: "http://ewp.example.edu/",
      PASSERELLE_NETWORK_PORT: "70000",
      PASSERELLE_DATABASE_URL: "mysql://root:hunter2@db/x",
      PASSERELLE_MASTER_KEY: "short",
      PASSERELLE_LOG_LEVEL: "loud",
      PASSERELLE_OFFICE_TLS_CERT: "office.pem",
    })).toEqual([
      'PASSERELLE_PUBLIC_URL: expected an https URL without user, query, fragment and trailing slash, e.g. https://ewp.example.edu, got "http://ewp.example.edu/".',
      'PASSERELLE_NETWORK_PORT: expected a port from 0 to 65535, got "70000".',
      "PASSERELLE_DATABASE_URL: expected postgres://user:password@host:port/name, or pglite: and a directory, got 25 characters that are not shown here.",
      "PASSERELLE_MASTER_KEY: expected at least 16 characters, got 5 characters that are not shown here.",
      "PASSERELLE_CATALOGUE_URL is not set: expected a URL that begins with https://.",
      'PASSERELLE_LOG_LEVEL: expected debug, info, warn or error, got "loud".',
      "PASSERELLE_TLS_CERT and PASSERELLE_TLS_KEY are needed for PASSERELLE_NETWORK_TLS=own; set both, or PASSERELLE_NETWORK_TLS=proxy when a proxy in front ends TLS.",
      "PASSERELLE_OFFICE_TLS_CERT and PASSERELLE_OFFICE_TLS_KEY belong together: set both or none.",
    ]);
  });

  test("plain HTTP on the network listener has to be said", () => {
    expect(problemsOf({ ...MINIMAL, PASSERELLE_NETWORK_TLS: "" })).toEqual(["PASSERELLE_TLS_CERT and PASSERELLE_TLS_KEY are needed for PASSERELLE_NETWORK_TLS=own; set both, or PASSERELLE_NETWORK_TLS=proxy when a proxy in front ends TLS."]);
    expect(problemsOf({ ...MINIMAL, PASSERELLE_TLS_CERT: "a", PASSERELLE_TLS_KEY: "b" })).toEqual(["PASSERELLE_TLS_CERT and PASSERELLE_TLS_KEY have no use with PASSERELLE_NETWORK_TLS=proxy; remove them, or set PASSERELLE_NETWORK_TLS=own."]);
  });

  test("client certificates need TLS at the listener that asks for them", () => {
    expect(problemsOf({ ...MINIMAL, PASSERELLE_NETWORK_CLIENT_CERTIFICATES: "true" })).toEqual(["PASSERELLE_NETWORK_CLIENT_CERTIFICATES=true needs PASSERELLE_NETWORK_TLS=own: behind a proxy nobody can tell who showed a certificate."]);
    expect(problemsOf({ ...MINIMAL, PASSERELLE_OFFICE_CLIENT_CA: "ca.pem" })).toEqual(["PASSERELLE_OFFICE_CLIENT_CA needs PASSERELLE_OFFICE_TLS_CERT and PASSERELLE_OFFICE_TLS_KEY: without TLS nobody can show a certificate."]);
    const own = { ...MINIMAL, PASSERELLE_NETWORK_TLS: "own", PASSERELLE_TLS_CERT: "a", PASSERELLE_TLS_KEY: "b", PASSERELLE_OFFICE_TLS_CERT: "c", PASSERELLE_OFFICE_TLS_KEY: "d" };
    expect(problemsOf({ ...own, PASSERELLE_NETWORK_CLIENT_CERTIFICATES: "true", PASSERELLE_OFFICE_CLIENT_CA: "ca.pem" })).toEqual([]);
  });

  test.each([
    ["a trailing slash", "https://ewp.example.edu/ewp/"], ["a query", "https://ewp.example.edu?x"], ["a fragment", "https://ewp.example.edu#x"],
    ["a user", "https://me:pw@ewp.example.edu"], ["plain HTTP", "http://ewp.example.edu"], ["no URL", "ewp.example.edu"],
  ])("refuses a public URL with %s", (_, url) => {
    expect(problemsOf({ ...MINIMAL, PASSERELLE_PUBLIC_URL: url })).toHaveLength(1);
  });

  test.each(["https://localhost:8443", "https://ewp.test", "https://ewp"])("PROTOCOL 8 row 19: warns of %s, whose APIs the registry would drop", (url) => {
    expect(loadConfig(source({ ...MINIMAL, PASSERELLE_PUBLIC_URL: url })).warnings).toEqual([
      `PASSERELLE_PUBLIC_URL has the host ${new URL(url).hostname}: the registry refuses such names and then drops every API but echo and discovery; use a name under a real top-level domain, or https://127.0.0.1:PORT in a local network.`,
    ]);
  });

  test("PROTOCOL 8 row 19: an IP address and a real name pass", () => {
    for (const url of ["https://127.0.0.1:9001", "https://[::1]:9001", "https://ewp.example.edu/base"]) {
      expect(loadConfig(source({ ...MINIMAL, PASSERELLE_PUBLIC_URL: url })).warnings).toEqual([]);
    }
  });

  test("takes secrets from files, and only secrets", () => {
    const { config } = loadConfig(source({ ...MINIMAL, PASSERELLE_MASTER_KEY_FILE: "/run/key", PASSERELLE_BOOTSTRAP_TOKEN_FILE: "/run/token" }, { "/run/key": "0123456789abcdef\n", "/run/token": `${TOKEN}\n` }));
    expect([config.store.masterKey, config.office.bootstrapToken]).toEqual(["0123456789abcdef", TOKEN]);
    expect(problemsOf({ ...MINIMAL, PASSERELLE_MASTER_KEY_FILE: "/nowhere" })).toEqual(['PASSERELLE_MASTER_KEY_FILE: cannot read "/nowhere".']);
    expect(problemsOf({ ...MINIMAL, PASSERELLE_MASTER_KEY: "0123456789abcdef", PASSERELLE_MASTER_KEY_FILE: "/run/key" }, { "/run/key": "x" })).toEqual(["PASSERELLE_MASTER_KEY and PASSERELLE_MASTER_KEY_FILE are both set: expected one of them."]);
    expect(loadConfig(source({ ...MINIMAL, PASSERELLE_NETWORK_PORT_FILE: "/run/port" })).warnings).toEqual(["PASSERELLE_NETWORK_PORT_FILE is no setting of this version and is ignored; `passerelle config example` lists all."]);
  });

  test("an empty variable counts as absent", () => {
    expect(loadConfig(source({ ...MINIMAL, PASSERELLE_REDIS_URL: "", PASSERELLE_OFFICE_PORT: " " })).config).toMatchObject({ delivery: { redisUrl: undefined }, office: { port: 8080 } });
  });

  test("is shown without secrets", () => {
    const { config } = loadConfig(source({ ...MINIMAL, PASSERELLE_DATABASE_URL: "postgres://user:hunter2@db/x", PASSERELLE_MASTER_KEY: "0123456789abcdef", PASSERELLE_BOOTSTRAP_TOKEN: TOKEN }));
    const shown = describeConfig(config).join("\n");
    expect(shown).not.toMatch(/hunter2|0123456789abcdef|psl_/);
    expect(shown).toContain("PASSERELLE_DATABASE_URL = (set, not shown)");
    expect(shown).toContain("PASSERELLE_PUBLIC_URL = https://ewp.example.edu");
  });

  test("no text of a variable makes anything but a value or a problem", () => {
    const names = ["PUBLIC_URL", "NETWORK_PORT", "NETWORK_TLS", "DATABASE_URL", "REDIS_URL", "BOOTSTRAP_TOKEN", "DELIVERY_INLINE", "DELIVERY_RETRY_SECONDS", "ADMIN_EMAIL"];
    fc.assert(fc.property(fc.constantFrom(...names), fc.string(), (name, value) => {
      expect(problemsOf({ ...MINIMAL, [`PASSERELLE_${name}`]: value }).every((problem) => problem.startsWith("PASSERELLE_"))).toBe(true);
    }));
  });
});

test("commands that ask a node need its address and a token", () => {
  expect(() => loadClientConfig(source({ PASSERELLE_TOKEN: "psl_short" }))).toThrow(
    "The configuration has 2 problems:\n  - PASSERELLE_OFFICE_URL is not set: expected a URL that begins with https:// or http://.\n  - PASSERELLE_TOKEN: expected psl_ and 43 letters, digits, - or _ (`passerelle tokens generate` makes one), got 9 characters that are not shown here.",
  );
});
