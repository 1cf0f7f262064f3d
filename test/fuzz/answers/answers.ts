/** Bent and spoiled answers of partners: every call ends in a value or in a reason, nothing unsigned is believed, nothing of ours changes. */
import { isDeepStrictEqual } from "node:util";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { iiaId } from "../../../src/kernel/ids.js";
import { secondIiaHashes } from "../../support/agreements/second-iia-hash.js";
import { US } from "../../support/ewp/slice-node.js";
import { type Chance, chanceOf } from "../chance.js";
import type { Depth, Fuzzed } from "../run.js";
import { CANARY } from "../words.js";
import { type PlannedAnswer, rawAnswer, SIGNED_BENDS, SPOILS } from "./answer-bends.js";
import { type AskingNode, startAskingNode } from "./node.js";
import type { Partner } from "./partners.js";
import { type Asked, type Documents, OURS, sampledDocuments, THEIRS, usualDocuments } from "./usual.js";
import { textBent, treeBent } from "./xml-bends.js";

const ASKED: readonly Asked[] = ["iias-get", "iias-get", "iias-get", "iias-index", "approval", "institutions", "ounits", "factsheet", "file", "echo",
  "nominations-get", "nominations-index", "stay", "las-get", "las-index", "tors-get", "tors-index"];

interface Planned {
  readonly asked: Asked;
  readonly plan: PlannedAnswer;
  readonly how: string;
  readonly unbelievable: boolean;
}

const planFor = (chance: Chance, documents: Documents): Planned => {
  const asked = chance.pick(ASKED);
  const xml = asked === "file" ? `%PDF-1.4 ${CANARY}` : chance.pick(documents[asked]);
  const [how, body] = asked === "file" ? ["file", Buffer.from(xml)] as const
    : chance.pick([() => ["as it is", Buffer.from(xml)] as const, () => ["tree", treeBent(xml, chance)] as const, () => ["tree", treeBent(xml, chance)] as const, () => ["text", textBent(xml, chance)] as const])();
  const plan = chance.pick(SIGNED_BENDS)({ body, status: 200, headers: {} }, chance);
  if (chance.often(0.03)) return { asked, plan: { ...plan, raw: rawAnswer(plan, chance) }, how: "raw", unbelievable: true };
  if (chance.often(0.75)) return { asked, plan, how, unbelievable: false };
  const name = chance.pick(Object.keys(SPOILS));
  return { asked, plan: { ...plan, spoil: (SPOILS[name] as (typeof SPOILS)[string])(chance) }, how: name, unbelievable: true };
};

/** What the failure of a call may say, and whether it should have failed. */
const faultsOfCall = (error: unknown, unbelievable: boolean): string[] => {
  if (error === undefined) return unbelievable ? ["believed what was not signed"] : [];
  if (!(error instanceof PartnerFailure)) return [`not a failure of the partner: ${error instanceof Error ? error.stack : String(error)}`];
  const { reason, serverMessage = "" } = error;
  return [
    ...(reason.includes(CANARY) ? [`repeats content: ${reason}`] : []), ...(reason.length > 1_000 || reason === "" ? [`a reason of ${reason.length} characters`] : []),
    ...(serverMessage.length > 1_024 ? ["a long server message"] : []),
  ];
};

/** Nothing that a partner says changes our copy or approves anything in our name; what we keep of theirs has the right hash. */
const faultsOfState = async (node: AskingNode, { heiId }: Partner, body: Buffer): Promise<string[]> => {
  const pair = await node.store.agreements.get(US, iiaId(`${OURS}-${heiId}`));
  const faults: string[] = [];
  // Only the reference to their copy may go, when they say that it is gone.
  if (!isDeepStrictEqual(pair?.agreement.mine.copy.conditions, node.termsWith(heiId)) || pair?.agreement.stage !== "shared") faults.push("changed our own copy");
  if (pair?.agreement.approvalByUs !== undefined) faults.push("approved in our name");
  const kept = await node.store.agreements.partnerCopy(US, heiId, THEIRS);
  if (kept?.current.validForApproval && !kept.goneAt && body.includes(CANARY)) {
    const second = secondIiaHashes(body.toString()).map(({ hash }) => hash);
    if (kept.current.receivedAt.getTime() === node.clock.now().getTime() && !second.includes(kept.current.hash)) faults.push(`keeps hash ${kept.current.hash}, a second calculation gives ${second.join()}`);
  }
  return faults;
};

const settled = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error ?? new Error("rejected with nothing"));

/** Starts partners and asks them. */
export const openAnswers = async (seed: number, depth: Depth): Promise<Fuzzed> => {
  const node = await startAskingNode(depth);
  const sampled = sampledDocuments(seed);
  const documents = node.partners.all.map(({ heiId }) => usualDocuments(heiId, sampled));
  const outcomes = new Set<string>();
  return {
    tryCase: async (number, lane) => {
      if (number % 64 === 0) node.clock.advance(1000);
      const chance = chanceOf(seed, number);
      const partner = node.partners.all[lane] as Partner;
      const { asked, plan, how, unbelievable } = planFor(chance, documents[lane] as Documents);
      partner.next = plan;
      const stored = chance.often(depth.storedShare) && (asked === "iias-get" || asked === "iias-index");
      const error = await settled(!stored ? node.ask(asked, partner.heiId)
        : asked === "iias-get" ? node.agreements.refreshCopy(US, partner.heiId, THEIRS) : node.agreements.toRefresh(US, partner.heiId));
      outcomes.add(`${asked}: ${error === undefined ? "a value" : "a failure"}`);
      const state = stored && asked === "iias-get" && error === undefined ? await faultsOfState(node, partner, plan.body) : [];
      const leaks = node.lines().filter((line) => line.includes(CANARY)).map((line) => `logged what is personal: ${line.slice(0, 300)}`);
      return [...faultsOfCall(error, unbelievable), ...state, ...leaks, ...node.errors()].map((fault) => `${fault} [${asked}, ${how}, ${plan.status}] ${plan.body.subarray(0, 400).toString("latin1")}`);
    },
    missed: () => [...new Set(ASKED)].flatMap((asked) => [`${asked}: a value`, `${asked}: a failure`]).filter((outcome) => !outcomes.has(outcome)),
    close: () => node.close(),
  };
};
