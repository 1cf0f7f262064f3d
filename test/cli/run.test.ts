import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { COMMANDS } from "../../src/cli/command-list.js";
import { passerelle } from "../support/command-line.js";

describe("the command line", () => {
  test("without a command it lists all of them", async () => {
    const { status, stdout } = await passerelle([]);
    expect(status).toBe(0);
    for (const [name, { about }] of Object.entries(COMMANDS)) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${about.replace(/[()]/g, "\\$&")}$`, "m"));
  });

  test("tells its version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await passerelle(["--version"])).toEqual({ status: 0, stdout: `passerelle ${version} (Node.js ${process.version})\n`, stderr: "" });
  });

  test.each(Object.keys(COMMANDS))("help %s tells usage and options", async (name) => {
    const { command } = await COMMANDS[name]!.load();
    const { status, stdout } = await passerelle(["help", name]);
    expect(status).toBe(0);
    expect(stdout).toContain(`Usage: passerelle ${command.usage}\n\n${command.about}`);
    for (const option of Object.keys(command.options)) expect(stdout).toContain(`--${option}`);
    expect((await passerelle([name, "--help"])).stdout).toBe(stdout);
  }, 300_000);

  test.each([
    [["frobnicate"], 'There is no command "frobnicate".\nTry: passerelle help\n'],
    [["sandbox", "3"], 'sandbox: "3" is one word too many.\nTry: passerelle help sandbox\n'],
    [["manifest", "show", "a.example", "b.example"], 'manifest: "b.example" is one word too many.\nTry: passerelle help manifest\n'],
    [["help", "frobnicate"], 'There is no command "frobnicate".\nTry: passerelle help\n'],
    [["sandbox", "--heis", "9"], 'sandbox: --heis: expected a whole number from 2 to 8, got "9".\nTry: passerelle help sandbox\n'],
    [["sandbox", "--heis", "two"], 'sandbox: --heis: expected a whole number from 2 to 8, got "two".\nTry: passerelle help sandbox\n'],
    [["demo", "--frob"], "demo: Unknown option '--frob'.\nTry: passerelle help demo\n"],
    [["catalogue", "burn"], 'catalogue: expected status, refresh, search, show, got "burn".\nTry: passerelle help catalogue\n'],
    [["manifest"], "manifest: expected status, show, check.\nUsage: passerelle manifest status HEI | show HEI | check URL\nTry: passerelle help manifest\n"],
    [["registry"], "registry: --tls-cert and --tls-key are needed.\nUsage: passerelle registry --port N --tls-cert FILE --tls-key FILE [--manifest URL]\nTry: passerelle help registry\n"],
    [["keys", "withdraw", "uni.example.edu", "deadbeef"], 'keys: expected the fingerprint of a key as `keys list` shows it (64 digits and letters from a to f), got "deadbeef".\nTry: passerelle help keys\n'],
    [["evidence", "pack", "uni.example.edu", "a1", "--out", "package.json"], 'evidence: --out: "package.json" is there already and is not overwritten; give another name.\nTry: passerelle help evidence\n'],
  ])("%j is refused with status 2", async (args, stderr) => {
    expect(await passerelle(args)).toEqual({ status: 2, stdout: "", stderr });
  });

  test("a wrong configuration is told with all its problems and status 2", async () => {
    expect(await passerelle(["serve"], { PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_OFFICE_PORT: "x" })).toEqual({
      status: 2, stdout: "",
      stderr: 'The configuration has 3 problems:\n  - PASSERELLE_PUBLIC_URL is not set: expected an https URL without user, query, fragment and trailing slash, e.g. https://ewp.example.edu.\n' +
        '  - PASSERELLE_OFFICE_PORT: expected a port from 0 to 65535, got "x".\n  - PASSERELLE_CATALOGUE_URL is not set: expected a URL that begins with https://.\n',
    });
  });

  test("a file of authorities that is not there is told before a node is asked", async () => {
    expect(await passerelle(["catalogue", "status"], { PASSERELLE_OFFICE_URL: "https://127.0.0.1:1", PASSERELLE_TOKEN: `psl_${"a".repeat(43)}`, PASSERELLE_EXTRA_CA: "no/such.pem" })).toEqual({
      status: 2, stdout: "", stderr: "The configuration has a problem:\n  - PASSERELLE_EXTRA_CA: the file no/such.pem cannot be read.\n",
    });
  });

  test("a worker without a PostgreSQL server is refused, since nobody else can use an embedded database", async () => {
    expect(await passerelle(["worker"], { PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_PUBLIC_URL: "https://ewp.example.edu", PASSERELLE_CATALOGUE_URL: "https://registry.example.org/c.xml" })).toEqual({
      status: 2, stdout: "",
      stderr: "The configuration has a problem:\n  - PASSERELLE_DATABASE_URL has to name the PostgreSQL server of the node: the embedded database serves one process only.\n",
    });
  });

  test("config check, show, example and docs", async () => {
    const settings = { PASSERELLE_NETWORK_TLS: "proxy", PASSERELLE_PUBLIC_URL: "https://localhost:8443", PASSERELLE_CATALOGUE_URL: "https://registry.example.org/c.xml", PASSERELLE_MASTER_KEY: "correct horse battery" };
    const checked = await passerelle(["config", "check"], settings);
    expect(checked.status).toBe(0);
    expect(checked.stdout).toMatch(/^The configuration is complete\.\nwarning: PASSERELLE_PUBLIC_URL has the host localhost:/);
    const shown = await passerelle(["config", "show"], settings);
    expect(shown.stdout).toContain("PASSERELLE_MASTER_KEY = (set, not shown)\n");
    expect(shown.stdout).not.toContain("correct horse");
    expect((await passerelle(["config", "example"])).stdout).toBe(readFileSync(".env.example", "utf8"));
    expect((await passerelle(["config", "docs"])).stdout).toBe(readFileSync("docs/configuration.md", "utf8"));
  }, 300_000);

  test("tokens generate makes tokens that BOOTSTRAP_TOKEN takes", async () => {
    expect((await passerelle(["tokens", "generate"])).stdout).toMatch(/^psl_[A-Za-z0-9_-]{43}\n$/);
  });

  test("a node that does not answer is told with status 1 and the reason", async () => {
    const { status, stderr } = await passerelle(["catalogue", "status"], { PASSERELLE_OFFICE_URL: "https://127.0.0.1:9", PASSERELLE_TOKEN: `psl_${"a".repeat(43)}` });
    expect([status, stderr]).toEqual([1, "connect ECONNREFUSED 127.0.0.1:9\n"]);
  });

  test("npm hands its signals to the program: scripts that run long are one command each", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    for (const name of ["start", "demo", "bench", "test"]) expect(scripts[name]).toMatch(/^node [^&|;]+$/);
  });
});
