import type { Agreement, Side } from "../side.js";
import { type Ids, type Journey, MOBILITIES, type Views } from "./journey.js";

/** A step of the demo. To add one: a row in STEPS. */
export interface Step {
  readonly title: string;
  /** Does it; may be done again when it is not known whether it came through. Gives the ids that it learnt. */
  readonly run: (journey: Journey, ids: Ids) => Promise<Ids | void>;
  /** What must come true on both nodes; each question that is answered with false is told by its name. */
  readonly expect: (views: Views, journey: Journey, ids: Ids) => Expectations | Promise<Expectations>;
}

export type Expectations = Readonly<Record<string, boolean>>;

const known = (id: string | undefined): string => {
  if (id === undefined) throw new Error("an earlier step has not made this copy");
  return id;
};
const statuses = ({ a, b }: Views, wanted: Agreement["status"]): Expectations => ({ [`A says ${wanted}`]: a?.status === wanted, [`B says ${wanted}`]: b?.status === wanted });
/** Each side has read the other's copy as it is now, and both compute the same hashes. */
const mutual = ({ a, b }: Views): Expectations => ({
  "A has B's copy of now": a !== undefined && b !== undefined && a.theirs?.current.hash === b.mine.hash && a.theirs.current.declaredHash === b.mine.hash,
  "B has A's copy of now": a !== undefined && b !== undefined && b.theirs?.current.hash === a.mine.hash && b.theirs.current.declaredHash === a.mine.hash,
});
const approves = (name: string, approver: Agreement | undefined, owner: Agreement | undefined): Expectations => ({
  [`${name} approved the other's copy of now`]: approver?.approvalByUs?.hash === owner?.mine.hash && approver?.approvalByUs?.current === true,
  [`the other knows that ${name} approved`]: owner?.approvalByPartner?.hash === owner?.mine.hash && owner?.approvalByPartner?.current === true,
});
const isAgreed = (view: Agreement | undefined): boolean => view?.inForce !== undefined && view.inForce.mine.hash === view.mine.hash && view.inForce.theirs.hash === view.theirs?.current.hash;
const agreed = ({ a, b }: Views): Expectations => ({ "A keeps both copies as agreed": isAgreed(a), "B keeps both copies as agreed": isAgreed(b) });

/** The comparison names the field that A changed, on this side. */
const namesChange = async (side: Side, id: string, { mine, theirs }: { readonly mine: number; readonly theirs: number }): Promise<boolean> => {
  const { differences } = await side.comparison(id);
  return differences.some((one) => one.field === "mobilitiesPerYear" && one.mine === `${mine}` && one.theirs === `${theirs}` && one.nature === "substantive");
};

/** The life of an agreement (PROTOCOL 6.1, 6.3). */
export const STEPS: readonly Step[] = [
  {
    title: "A makes a draft",
    run: async ({ a, b, termsOfA, key }) => ({ a: await a.create(b.heiId, termsOfA, `demo ${key}`) }),
    expect: async ({ a }, { a: sideA, b: sideB }, ids) => ({
      "A says draft": a?.status === "draft",
      "B does not see it": (await sideB.incoming(sideA.heiId, known(ids.a))) === undefined,
    }),
  },
  {
    title: "A sends it",
    run: async ({ a }, ids) => void (await a.send(known(ids.a))),
    expect: async ({ a }, { a: sideA, b: sideB }, ids) => {
      const incoming = await sideB.incoming(sideA.heiId, known(ids.a));
      return { "A says sent": a?.status === "sent", "B has A's copy of now": incoming?.theirs.current.hash === a?.mine.hash };
    },
  },
  {
    title: "B makes its own copy",
    run: async ({ a, b, termsOfB, key }) => ({ b: await b.create(a.heiId, termsOfB, `demo ${key}`) }),
    expect: async ({ b }, { a: sideA, b: sideB }, ids) => {
      const incoming = await sideB.incoming(sideA.heiId, known(ids.a));
      return { "B says draft": b?.status === "draft", "B is told that the two belong together": incoming?.suggestions.some(({ agreementId }) => agreementId === ids.b) ?? false };
    },
  },
  {
    title: "B links it: ids bound both ways",
    run: async ({ b }, ids) => void (await b.link(known(ids.b), known(ids.a))),
    expect: (views, _, ids) => ({
      ...statuses(views, "bound"), ...mutual(views),
      "A names B's id": views.a?.partnerIiaId === ids.b && views.a?.mine.copy.partner.iiaId === ids.b,
      "B names A's id": views.b?.partnerIiaId === ids.a && views.b?.mine.copy.partner.iiaId === ids.a,
    }),
  },
  {
    title: "B approves",
    run: async ({ b }, ids) => void (await b.approve(known(ids.b))),
    expect: (views) => ({ ...approves("B", views.b, views.a), "A says approved-by-partner": views.a?.status === "approved-by-partner", "B says approved-by-us": views.b?.status === "approved-by-us" }),
  },
  {
    title: "A approves: in force",
    run: async ({ a }, ids) => void (await a.approve(known(ids.a))),
    expect: (views) => ({ ...statuses(views, "in-force"), ...mutual(views), ...approves("A", views.a, views.b), ...approves("B", views.b, views.a), ...agreed(views) }),
  },
  {
    title: "A modifies: B sees which field",
    run: async ({ a, changedTerms }, ids) => void (await a.edit(known(ids.a), changedTerms)),
    expect: async (views, { a, b }, ids) => ({
      ...statuses(views, "modified"), ...mutual(views),
      "the comparison at A names the field": await namesChange(a, known(ids.a), { mine: MOBILITIES.proposed, theirs: MOBILITIES.agreed }),
      "the comparison at B names the field": await namesChange(b, known(ids.b), { mine: MOBILITIES.agreed, theirs: MOBILITIES.proposed }),
      "what was agreed is kept on both": views.a?.inForce?.theirs.hash === views.b?.inForce?.mine.hash && views.a?.inForce?.mine.hash === views.b?.inForce?.theirs.hash && views.a?.inForce !== undefined,
    }),
  },
  {
    title: "A reverts: in force again, without new approvals",
    run: async ({ a }, ids) => void (await a.revert(known(ids.a))),
    expect: (views) => ({ ...statuses(views, "in-force"), ...mutual(views), ...agreed(views) }),
  },
  {
    title: "A terminates its copy",
    run: async ({ a }, ids) => void (await a.terminate(known(ids.a))),
    expect: (views) => ({ ...statuses(views, "modified"), ...mutual(views), "B sees A's copy terminated": views.b?.theirs?.current.copy.terminatedAsAWhole === true }),
  },
  {
    title: "B terminates its copy too",
    run: async ({ b }, ids) => void (await b.terminate(known(ids.b))),
    expect: (views) => ({ ...statuses(views, "modified"), ...mutual(views), "A sees B's copy terminated": views.a?.theirs?.current.copy.terminatedAsAWhole === true }),
  },
  {
    title: "both approve: terminated",
    run: async ({ a, b }, ids) => {
      await b.approve(known(ids.b));
      await a.approve(known(ids.a));
    },
    expect: (views) => ({ ...statuses(views, "terminated"), ...mutual(views), ...approves("A", views.a, views.b), ...approves("B", views.b, views.a), ...agreed(views) }),
  },
];
