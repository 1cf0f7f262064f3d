/** Both sides of one learning agreement, in any order of commands, looks and answers (PROTOCOL 6.5). */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonical, sameComponents } from "../../../src/domain/learning-agreements/components.js";
import { effectiveComponents, type IncomingLa } from "../../../src/domain/learning-agreements/incoming.js";
import type { Components } from "../../../src/domain/learning-agreements/model.js";
import { type LaAnswer, type OutgoingLa, servedDocument } from "../../../src/domain/learning-agreements/outgoing.js";
import { documentProblems } from "../../../src/domain/learning-agreements/rules/document.js";
import { answerProposal } from "../../../src/domain/learning-agreements/transitions/answer.js";
import type { Context, Decision } from "../../../src/domain/learning-agreements/transitions/decision.js";
import { create, draft, editDetails, remove, signAsSender, signAsStudent, withdraw } from "../../../src/domain/learning-agreements/transitions/prepare.js";
import { lose, receive, recordTold } from "../../../src/domain/learning-agreements/transitions/receive.js";
import { review } from "../../../src/domain/learning-agreements/transitions/review.js";
import { EwpError } from "../../../src/kernel/errors.js";
import { component, MOBILITY, officerSigns, RECEIVER, sampleDetails, SENDER, studentSigns } from "../../support/learning-agreements/sample-las.js";

class World {
  out: OutgoingLa | undefined;
  in: IncomingLa | undefined;
  readonly proposals = new Map<string, string>();
  readonly approved: Components[] = [];
  #clock = 0;

  context(actor = "office"): Context {
    this.#clock += 1;
    return { now: new Date(Date.UTC(2026, 0, 1) + this.#clock * 1000), actor };
  }
  /** Commands that the state forbids are refused, and change nothing. */
  try(act: () => Decision): boolean {
    try {
      const decision = act();
      this.out = decision.outgoing ?? this.out;
      this.in = decision.incoming ?? this.in;
      return true;
    } catch (error) {
      if (!(error instanceof EwpError) || error.status === 400) throw error;
      return false;
    }
  }
  get served() {
    return this.out && servedDocument(this.out);
  }
  look(): void {
    const document = this.served;
    this.try(() => (document ? receive(this.in, { heiId: RECEIVER, partnerHeiId: SENDER, document: structuredClone(document), exchangeId: "x" }, this.context("partner")) : lose(this.in, this.context("partner"))));
  }
  answer(verdict: "approve" | "comment"): void {
    const { proposal } = this.in?.current.document ?? {};
    if (!this.in || !proposal) return;
    const signature = officerSigns("Bo", this.context().now.toISOString());
    const answer: LaAnswer = verdict === "approve" ? { verdict, proposalId: proposal.id, signature } : { verdict, comment: "no", proposalId: proposal.id, signature };
    const { version } = this.in.current;
    this.try(() => review(this.in, { answer, reviewedVersion: version, acceptsRestart: true }, this.context()));
  }
  /** The queue: look, then tell what still waits; an answer to it may be lost. */
  tell(isLost: boolean): void {
    this.look();
    const answer = this.in?.answer;
    if (answer?.state !== "waiting" || !this.out) return;
    const { proposalId } = answer;
    const sent: LaAnswer = answer.verdict === "approve" ? { verdict: "approve", proposalId, signature: answer.signature } : { verdict: "comment", proposalId, comment: answer.comment, signature: answer.signature };
    const held = this.out.proposal;
    const wasTaken = this.try(() => answerProposal(this.out as OutgoingLa, sent, this.context("partner")));
    if (wasTaken && answer.verdict === "approve" && held) this.approved.push(held.components);
    if (isLost) return;
    this.try(() => recordTold(this.in, { proposalId, state: wasTaken ? "accepted" : "outdated" }, this.context()));
    this.look();
  }
}

const rows = fc.array(fc.constantFrom("a", "b", "c").map((title) => component(title)), { minLength: 1, maxLength: 3 });
const tables = fc.record({ studied: rows, recognized: rows });
type Act = (world: World) => void;
const acts: fc.Arbitrary<Act> = fc.oneof(
  tables.map((components): Act => (world) => void world.try(() => create(world.out, { heiId: SENDER, partnerHeiId: RECEIVER, omobilityId: MOBILITY, mobilityType: "semester", details: sampleDetails(), components }, world.context()))),
  tables.map((components): Act => (world) => {
    if (world.out?.firstVersion && sameComponents(components, world.out.firstVersion.components) && !world.out.approvedChanges) return;
    world.try(() => draft(world.out, { components }, world.context()));
  }),
  fc.constant<Act>((world) => void world.try(() => signAsStudent(world.out, { signature: studentSigns() }, world.context()))),
  fc.constant<Act>((world) => void world.try(() => signAsSender(world.out, { signature: officerSigns("Anna") }, world.context()))),
  fc.constant<Act>((world) => void world.try(() => withdraw(world.out, {}, world.context()))),
  fc.constant<Act>((world) => void world.try(() => remove(world.out, {}, world.context()))),
  fc.constantFrom("a@x.org", "b@x.org").map((email): Act => (world) => void world.try(() => editDetails(world.out, { details: sampleDetails({ student: { ...sampleDetails().student, email } }) }, world.context()))),
  fc.constant<Act>((world) => world.look()),
  fc.constantFrom("approve" as const, "comment" as const).map((verdict): Act => (world) => world.answer(verdict)),
  fc.boolean().map((isLost): Act => (world) => world.tell(isLost)),
);
/** What usually happens, so that runs get far. */
const round: Act[] = [
  (world) => void world.try(() => signAsStudent(world.out, { signature: studentSigns() }, world.context())),
  (world) => void world.try(() => signAsSender(world.out, { signature: officerSigns("Anna") }, world.context())),
  (world) => world.look(),
];
const story = fc.array(fc.oneof({ weight: 2, arbitrary: acts.map((act) => [act]) }, { weight: 1, arbitrary: fc.constant(round) }), { maxLength: 25 }).map((parts) => parts.flat());

test("whatever happens, what is served keeps the rules, ids stand for contents, and in the end both sides know the same", () =>
  fc.assert(fc.property(story, (acts) => {
    const world = new World();
    for (const act of acts) {
      const before = world.served?.proposal;
      act(world);
      const document = world.served;
      if (document) expect(documentProblems(document)).toEqual([]);
      const proposal = document?.proposal;
      if (!proposal) continue;
      const content = canonical([proposal.components, proposal.studentChanges ?? null]);
      expect(world.proposals.get(proposal.id) ?? content).toBe(content);
      world.proposals.set(proposal.id, content);
      if (before && canonical([before.components, before.studentChanges ?? null]) === content) expect(proposal.id).toBe(before.id);
    }
    world.look();
    world.tell(false);
    world.look();
    const last = world.approved.at(-1);
    const effective = world.served && effectiveComponents(world.served);
    expect(effective === undefined).toBe(last === undefined);
    if (last && world.approved.length === 1) expect(sameComponents(effective ?? {}, last)).toBe(true);
    if (!world.in) return;
    expect(world.in.answer?.state).not.toBe("waiting");
    expect(world.in.goneAt === undefined).toBe(world.served !== undefined);
    if (world.served) expect(world.in.current.document).toEqual(world.served);
    expect(world.in.restart).toBeUndefined();
  }), { numRuns: 300 }));
