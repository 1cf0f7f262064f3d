import { ReceivingCoordinator } from "../coordinators/receiving.js";
import { SendingCoordinator } from "../coordinators/sending.js";
import type { Schemas } from "../office-client.js";
import { waitUntil } from "../processes/wait-until.js";
import type { Side } from "../side.js";
import { COURSES, RENUMBERED, tablesOf } from "./courses.js";
import { laDetailsOf, nominationOf, plannedDays, sampleStudent, type StayOf } from "./students.js";

/** One student's mobility on its way, as far as it has come. */
interface Underway {
  readonly a: SendingCoordinator;
  readonly b: ReceivingCoordinator;
  readonly stay: StayOf;
  /** A's id of the agreement that gives the place. */
  readonly agreementId: string;
  readonly key: string;
  readonly id: string;
}

type Step = (underway: Underway) => Promise<unknown>;

const SECONDS = 60;
const SOFTWARE = "0613";
const { algorithms, coasts } = COURSES;
/** Until both sides show it. */
const until = ({ stay }: Underway, what: string, shown: () => Promise<boolean>): Promise<true> =>
  waitUntil(`${stay.student.familyNames[0]?.text}: ${what}`, SECONDS, async () => (await shown()) || undefined);

const send: Step = async (at) => {
  await at.a.sendNomination(at.id);
  await until(at, "the partner hears of the nomination", async () => (await at.b.nomination(at.id)) !== undefined);
};

const reject: Step = async (at) => {
  await at.b.rejectNomination(at.id, "The courses in this field are held every second year only: please nominate for the year after.");
  await until(at, "the rejection is known", async () => (await at.a.nomination(at.id)).status === "rejected");
};

const approve: Step = async (at) => {
  await at.b.approveNomination(at.id);
  await until(at, "the approval is known", async () => (await at.a.nomination(at.id)).status === "approved");
};

const draftLa: Step = ({ a, b, id, stay, key }) => a.draftLa(id, { partnerHeiId: b.heiId, details: laDetailsOf(stay), components: tablesOf(algorithms, coasts) }, `${key} la`);

const signLa: Step = async (at) => {
  await at.a.signLa(at.id);
  await until(at, "the partner reads the learning agreement", async () => (await at.b.learningAgreement(at.id))?.status === "awaiting");
};

const approveLa: Step = async (at) => {
  await at.b.approveLa(at.id);
  await until(at, "the learning agreement holds", async () => (await at.a.learningAgreement(at.id))?.status === "approved" && (await at.b.learningAgreement(at.id))?.status === "approved");
};

const stay: Step = async (at) => {
  const { start: arrival, end: departure } = plannedDays(at.stay);
  await at.b.enterStay(at.id, { arrival, departure });
  await until(at, "the days are known", async () => (await at.a.nomination(at.id)).stay?.departure === departure);
};

/** One of the results has another number than was agreed: that waits for a person. */
const transcript: Step = async (at) => {
  const results: Schemas["TranscriptContent"]["results"] = [{ losId: algorithms.losId, status: "passed", grade: "B" }, { losId: RENUMBERED.losId, status: "passed", grade: "C" }];
  await at.b.enterResults(at.id, results);
  await at.b.sendTranscript(at.id);
  await until(at, "the transcript is known", async () => (await at.a.transcript(at.b.heiId, at.id)) !== undefined);
};

/** The states that a newcomer finds, a student each, with the steps that lead there from a draft. */
const STAGES: readonly (readonly Step[])[] = [
  [],
  [send],
  [send, reject],
  [send, approve, draftLa, signLa],
  [send, approve, draftLa, signLa, approveLa, stay, transcript],
];

/** Nominates a student of `ours` for each state under an agreement in force. Gives how many. */
export const seedMobilities = async (ours: Side, theirs: Side, { agreementId, year }: { readonly agreementId: string; readonly year: number }): Promise<number> => {
  const [a, b] = [new SendingCoordinator(ours.institution, ours.office), new ReceivingCoordinator(theirs.institution, theirs.office, ours.heiId)];
  await Promise.all(STAGES.map(async (steps, number) => {
    const key = `sample ${theirs.heiId} ${number}`;
    const planned: StayOf = { from: ours.institution, to: theirs.institution, year, student: sampleStudent(ours.institution, number, "sample") };
    const { id } = await a.draftNomination(b.heiId, { ...nominationOf(planned, SOFTWARE), agreementId }, key);
    for (const step of steps) await step({ a, b, stay: planned, agreementId, key, id });
  }));
  return STAGES.length;
};
