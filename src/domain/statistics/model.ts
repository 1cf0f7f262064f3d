/** Statistics of mobilities (PROTOCOL 6.7): what is counted, and by which words of a record each number counts it. */

/** A record counts as some words, e.g. `approved modified`: first what became of it, then what else is true of it. A number counts the records that have all its words. */
const OUTCOMES = { latestVersionApproved: ["approved"], latestVersionRejected: ["rejected"], latestVersionAwaiting: ["awaiting"] } as const;

/** Every number, by the kind of record. */
export const NUMBERS = {
  "outgoing-nominations": { pending: ["pending"], approved: ["approved"] },
  "outgoing-learning-agreements": { total: [], notModifiedAfterApproval: ["approved", "single"], modifiedAfterApproval: ["modified"], ...OUTCOMES },
  "incoming-learning-agreements": { total: [], someVersionApproved: ["some"], ...OUTCOMES },
  "outgoing-transcripts": { total: [] },
} as const satisfies Record<string, Readonly<Record<string, readonly string[]>>>;

export type RecordSet = keyof typeof NUMBERS;
export type NumberOf<S extends RecordSet> = Extract<keyof (typeof NUMBERS)[S], string>;
export const RECORD_SETS = Object.keys(NUMBERS) as readonly RecordSet[];

/** Records of one academic year that count as the same. */
export interface Counted {
  /** Of the receiving institution. */
  readonly academicYear: string;
  readonly words: readonly string[];
  readonly count: number;
  /** How many more there were that retention removed. */
  readonly removed: number;
}

export interface Statistic {
  /** With what was removed. */
  readonly count: number;
  readonly removed: number;
}

export interface YearOf<S extends RecordSet> {
  readonly academicYear: string;
  readonly numbers: Readonly<Record<NumberOf<S>, Statistic>>;
}

export interface StatisticsStore {
  /** Read from sums that are kept with every change, however many records there are. */
  counted(heiId: string, set: RecordSet): Promise<readonly Counted[]>;
  /** Puts together what was counted since the last time, so that few rows are left to sum. */
  putTogether(): Promise<void>;
}

/** The words that a number asks for; undefined for no number. */
export const wordsOf = <S extends RecordSet>(set: S, number: NumberOf<S> | undefined): readonly string[] | undefined =>
  (number === undefined ? undefined : (NUMBERS[set] as Readonly<Record<string, readonly string[]>>)[number]);

/** Learning agreements are reported from this year on; the portal skips earlier ones (PROTOCOL 6.7). */
const FIRST_YEAR = "2021";

/** The numbers of each academic year, the oldest first: those that the statistics portal reads, and those that offices see. */
export const yearsOf = <S extends RecordSet>(set: S, counted: readonly Counted[]): readonly YearOf<S>[] => {
  const years = [...new Set(counted.map(({ academicYear }) => academicYear))].filter((year) => !set.endsWith("learning-agreements") || year >= FIRST_YEAR).sort();
  return years.map((academicYear) => {
    const ofYear = counted.filter((one) => one.academicYear === academicYear);
    const numbers = Object.entries<readonly string[]>(NUMBERS[set]).map(([name, words]) => [name, sumOf(ofYear.filter((one) => words.every((word) => one.words.includes(word))))]);
    return { academicYear, numbers: Object.fromEntries(numbers) as Record<NumberOf<S>, Statistic> };
  });
};

const sumOf = (counted: readonly Counted[]): Statistic => {
  const sum = (of: (one: Counted) => number) => counted.reduce((total, one) => total + of(one), 0);
  return { count: sum((one) => one.count + one.removed), removed: sum(({ removed }) => removed) };
};

/** A year as the portal asks for it: the counts by their names. */
export const plain = <S extends RecordSet>({ numbers }: YearOf<S>): Record<NumberOf<S>, number> =>
  Object.fromEntries(Object.entries<Statistic>(numbers).map(([name, { count }]) => [name, count])) as Record<NumberOf<S>, number>;
