import { inEnglish } from "../../kernel/lang-text.js";
import { dataOf, type Schemas } from "../../sandbox/office-client.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { ASKS_A_NODE, office } from "../office.js";

const printState = ({ state, url, lastSuccessAt, lastAttemptAt, lastFailure, alarm, statistics }: Schemas["CatalogueState"]): number => {
  print(`state: ${state}`, `url: ${url}`, `last good: ${lastSuccessAt ?? "never"}`, `last asked: ${lastAttemptAt ?? "never"}`);
  if (lastFailure) print(`last failure: ${lastFailure.at} ${lastFailure.reason}${lastFailure.overSince === undefined ? "" : ` (over since ${lastFailure.overSince})`}`);
  if (alarm !== undefined) print(`alarm: ${alarm}`);
  if (statistics) print(`institutions: ${statistics.coveredHeis}, hosts: ${statistics.hosts}, API entries: ${statistics.entries}, client keys: ${statistics.clientKeys}`);
  return state === "current" && alarm === undefined ? 0 : 1;
};

const status = async (): Promise<number> => printState(await dataOf(office().GET("/catalogue")));

const refresh = async (args: Args): Promise<number> =>
  printState(await dataOf(office().POST("/catalogue/refresh", { body: { acceptShrunken: args.flag("accept-shrunken") } })));

const search = async (args: Args): Promise<void> => {
  const q = args.words.slice(1).join(" ");
  if (q === "") throw new UsageError("search needs words of a name or id.");
  const { items, next } = await dataOf(office().GET("/partners", { params: { query: { q } } }));
  print(...items.map(({ heiId, names, apis }) => `${heiId}  ${inEnglish(names)}  ${apis.map(({ name, version }) => `${name} ${version}`).join(", ")}`), ...next === undefined ? [] : ["(there are more)"]);
};

const show = async (args: Args): Promise<void> => {
  const partnerHeiId = args.words[1];
  if (partnerHeiId === undefined) throw new UsageError("show needs the id of an institution.");
  const { heiId, names, apis, missing } = await dataOf(office().GET("/partners/{partnerHeiId}", { params: { path: { partnerHeiId } } }));
  print(`${heiId}  ${inEnglish(names)}`, ...apis.flatMap(({ name, version, urls }) => [`  ${name} ${version}`, ...Object.entries(urls).map(([key, url]) => `    ${key}: ${url}`)]));
  print(...missing.map((what) => `  missing: ${what}`));
};

const ACTIONS = { status, refresh, search, show } as const;

export const command: Command = {
  usage: "catalogue status | refresh | search WORDS | show HEI",
  about: `The node's copy of the registry's catalogue. ${ASKS_A_NODE}`,
  words: Number.POSITIVE_INFINITY,
  options: { "accept-shrunken": { about: "refresh: take a catalogue that lost far more institutions than usual" } },
  async run(args) {
    return ACTIONS[chosen(args, ["status", "refresh", "search", "show"])](args);
  },
};
