import { loadClientConfig } from "../../config/load.js";
import { dataOf } from "../../sandbox/office-client.js";
import { manifestFetcher } from "../../sandbox/registry/fetch-manifest.js";
import { importManifests } from "../../sandbox/registry/import.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { ASKS_A_NODE, office } from "../office.js";

const status = async (args: Args): Promise<void> => {
  const heiId = second(args, "the id of an institution");
  const { url, verdict } = await dataOf(office().GET("/institutions/{heiId}/manifest", { params: { path: { heiId } } }));
  print(url, verdict);
};

const fetched = (args: Args, url: string): Promise<Uint8Array> => manifestFetcher(args.text("ca"))(url);

/** The manifest as anybody reads it at its public address. */
const show = async (args: Args): Promise<void> => {
  const heiId = second(args, "the id of an institution");
  const { extraCa } = loadClientConfig();
  const { url } = await dataOf(office().GET("/institutions/{heiId}/manifest", { params: { path: { heiId } } }));
  print(new TextDecoder().decode(await manifestFetcher(args.text("ca") ?? extraCa)(url)).trimEnd());
};

/** What a registry would make of a manifest. */
const check = async (args: Args): Promise<number> => {
  const url = second(args, "the address of a manifest");
  const [found] = importManifests([{ url, body: await fetched(args, url) }]).manifests;
  const notes = found?.notes ?? [];
  print(`institution: ${found?.heiId ?? "none"}`, `APIs: ${found?.apis.join(", ") || "none"}`, ...notes.map(({ level, text }) => `${level}: ${text}`));
  return notes.some(({ level }) => level === "error") ? 1 : 0;
};

const second = (args: Args, what: string): string => {
  const word = args.words[1];
  if (word === undefined) throw new UsageError(`expected ${what} after ${args.words[0]}.`);
  return word;
};

const ACTIONS = { status, show, check } as const;

export const command: Command = {
  usage: "manifest status HEI | show HEI | check URL",
  about: `status: where the manifest of an institution is and what others see. show: the manifest as it is served. check: what a registry would take of any manifest and why not the rest. ${ASKS_A_NODE}`,
  words: 2,
  options: { ca: { value: "FILE", about: "certificates (PEM) of authorities to trust besides the usual ones" } },
  async run(args) {
    return ACTIONS[chosen(args, ["status", "show", "check"])](args);
  },
};
