/** A step of a story between two nodes, A and B. */
export interface Step<Journey, Ids> {
  readonly title: string;
  /** Does it; may be done again when it is not known whether it came through. Gives the ids that it learnt. */
  readonly run: (journey: Journey, ids: Ids) => Promise<Ids | void>;
  /** Asks both nodes what has become of it. */
  readonly look: (journey: Journey, ids: Ids) => Promise<Seen>;
}

export interface Seen {
  readonly expected: Expectations;
  /** In plain words where it stands and whose turn it is. */
  readonly says: string;
}

/** What must come true on both nodes; each question that is answered with false is told by its name. */
export type Expectations = Readonly<Record<string, boolean>>;

/** A step as it is written down, beside others that look at the same things. */
export interface Row<Journey, Ids, Views> {
  readonly title: string;
  readonly run: Step<Journey, Ids>["run"];
  readonly expect: (views: Views, journey: Journey, ids: Ids) => Expectations | Promise<Expectations>;
  readonly says: (views: Views) => string;
}

/** Steps of these rows, each of which looks at both nodes in the same way. */
export const watching = <Journey, Ids, Views>(viewsOf: (journey: Journey, ids: Ids) => Promise<Views>, rows: readonly Row<Journey, Ids, Views>[]): readonly Step<Journey, Ids>[] =>
  rows.map(({ title, run, expect, says }) => ({
    title, run,
    look: async (journey, ids) => {
      const views = await viewsOf(journey, ids);
      return { expected: await expect(views, journey, ids), says: says(views) };
    },
  }));

/** An id that an earlier step has made. */
export const known = (id: string | undefined): string => {
  if (id === undefined) throw new Error("an earlier step has not made this");
  return id;
};
