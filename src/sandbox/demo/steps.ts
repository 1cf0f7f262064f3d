import type { Agreement, Side } from "../side.js";
import { type Ids, type Journey, MOBILITIES, type Views, viewsOf } from "./journey.js";
import { type Expectations, known, type Row, type Step, watching } from "./step.js";

type AgreementRow = Omit<Row<Journey, Ids, Views>, "says">;

const statuses = ({ a, b }: Views, wanted: Agreement["status"]): Expectations => ({ [`A says ${wanted}`]: a?.status === wanted, [`B says ${wanted}`]: b?.status === wanted });
/** Each side has read the other's copy as it is now, and both compute the same hashes. */
const mutual = ({ a, b }: Views): Expectations => ({
  "A has B's copy of now": a !== undefined && b !== undefined && a.theirs?.current.hash === b.mine.hash && a.theirs.current.declaredHash === b.mine.hash,
  "B has A's copy of now": a !== undefined && b !== undefined && b.theirs?.current.hash === a.mine.hash && b.theirs.current.declaredHash === a.mine.hash,
});
const bound = (views: Views, ids: Ids): Expectations => ({
  ...statuses(views, "bound"), ...mutual(views),
  "A names B's id": views.a?.partnerIiaId === ids.b && views.a?.mine.copy.partner.iiaId === ids.b,
  "B names A's id": views.b?.partnerIiaId === ids.a && views.b?.mine.copy.partner.iiaId === ids.a,
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

const SHOWN = 16;
const TURNS: Readonly<Record<Agreement["turn"], string>> = { us: "A's turn", partner: "B's turn", both: "both may act", nobody: "nobody's turn" };
const says = ({ a, b }: Views): string =>
  [a && `A ${a.mine.hash.slice(0, SHOWN)}`, b && `B ${b.mine.hash.slice(0, SHOWN)}`, a && TURNS[a.turn]].filter((part) => part !== undefined).join("  ");
const steps = (rows: readonly AgreementRow[]): readonly Step<Journey, Ids>[] => watching(viewsOf, rows.map((row) => ({ ...row, says })));

/** The life of an agreement (PROTOCOL 6.1, 6.3). To add a step: a row. */
export const STEPS: readonly Step<Journey, Ids>[] = steps([
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
    expect: (views, _, ids) => bound(views, ids),
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
]);

/** From a draft to an agreement in force by the fewest steps: B takes over A's copy. */
export const SHORTEST: readonly Step<Journey, Ids>[] = [
  ...STEPS.slice(0, 2),
  ...steps([{
    title: "B adopts A's copy",
    run: async ({ a, b, key }, ids) => ({ b: await b.adopt(a.heiId, known(ids.a), { iiaCode: `B-${key}`, idempotencyKey: `adopt ${key}` }) }),
    expect: (views, _, ids) => bound(views, ids),
  }]),
  ...STEPS.slice(4, 6),
];
