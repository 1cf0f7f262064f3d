import type { Side } from "../side.js";
import { waitUntil } from "../processes/wait-until.js";
import { termsBetween, type TermsOf } from "./terms.js";

/** The agreement on its way, as far as it has come. */
interface Underway {
  readonly ours: Side;
  readonly theirs: Side;
  readonly what: TermsOf;
  readonly key: string;
  readonly ids: Readonly<{ ours?: string; theirs?: string }>;
}

type Step = (underway: Underway) => Promise<Underway>;

const SECONDS = 60;
const idOf = (id: string | undefined): string => {
  if (id === undefined) throw new Error("The steps of the samples are out of order.");
  return id;
};

const draft: Step = async (at) => ({ ...at, ids: { ours: await at.ours.create(at.theirs.heiId, termsBetween(at.what), at.key) } });

const send: Step = async (at) => {
  const id = idOf(at.ids.ours);
  await at.ours.send(id);
  await waitUntil(`${at.theirs.heiId} hears of ${at.what.iiaCode}`, SECONDS, () => at.theirs.incoming(at.ours.heiId, id));
  return at;
};

const adopt: Step = async (at) => {
  const id = await at.theirs.adopt(at.ours.heiId, idOf(at.ids.ours), { iiaCode: `${at.what.iiaCode}-${at.what.theirs.abbreviation}`, idempotencyKey: at.key });
  const bound = { ...at, ids: { ...at.ids, theirs: id } };
  await eventually(bound, `${at.what.iiaCode} is bound both ways`, (status) => status === "bound");
  return bound;
};

const approveByThem: Step = async (at) => {
  await at.theirs.approve(idOf(at.ids.theirs));
  await waitUntil(`${at.ours.heiId} hears of the approval of ${at.what.iiaCode}`, SECONDS, async () => (await at.ours.get(idOf(at.ids.ours))).status === "approved-by-partner" || undefined);
  return at;
};

const approveByUs: Step = async (at) => {
  await at.ours.approve(idOf(at.ids.ours));
  await eventually(at, `${at.what.iiaCode} is in force`, (status) => status === "in-force");
  return at;
};

const modify: Step = async (at) => {
  await at.ours.edit(idOf(at.ids.ours), termsBetween({ ...at.what, mobilitiesPerYear: at.what.mobilitiesPerYear + 2 }));
  await eventually(at, `both sides see the modification of ${at.what.iiaCode}`, (status) => status === "modified");
  return at;
};

const eventually = (at: Underway, what: string, holds: (status: string) => boolean): Promise<true> =>
  waitUntil(what, SECONDS, async () => {
    const statuses = await Promise.all([at.ours.get(idOf(at.ids.ours)), at.theirs.get(idOf(at.ids.theirs))]);
    return statuses.every(({ status }) => holds(status)) || undefined;
  });

/** The states that a newcomer finds, each with the steps that lead there. */
const STAGES: readonly { readonly code: string; readonly kinds: TermsOf["kinds"]; readonly steps: readonly Step[] }[] = [
  { code: "DRAFT", kinds: ["student-studies"], steps: [draft] },
  { code: "SENT", kinds: ["student-studies", "staff-teacher"], steps: [draft, send] },
  { code: "BOUND", kinds: ["student-studies", "student-traineeship"], steps: [draft, send, adopt] },
  { code: "HALF-APPROVED", kinds: ["staff-teacher", "staff-training"], steps: [draft, send, adopt, approveByThem] },
  { code: "IN-FORCE", kinds: ["student-studies", "student-traineeship", "staff-teacher", "staff-training"], steps: [draft, send, adopt, approveByThem, approveByUs] },
  { code: "MODIFIED", kinds: ["student-studies"], steps: [draft, send, adopt, approveByThem, approveByUs, modify] },
];

/** Makes an agreement in each state between two institutions; `ours` began them. Gives the ids of `ours`, by state. */
export const seedAgreements = async (ours: Side, theirs: Side, fromYear: number): Promise<ReadonlyMap<string, string>> =>
  new Map(await Promise.all(STAGES.map(async ({ code, kinds, steps }, at) => {
    const iiaCode = `${ours.institution.abbreviation}-${code}`;
    const what: TermsOf = { ours: ours.institution, theirs: theirs.institution, iiaCode, fromYear, years: 3 + (at % 3), kinds, mobilitiesPerYear: at + 2 };
    let underway: Underway = { ours, theirs, what, key: `sample ${theirs.heiId} ${code}`, ids: {} };
    for (const step of steps) underway = await step(underway);
    return [code, idOf(underway.ids.ours)] as const;
  })));
