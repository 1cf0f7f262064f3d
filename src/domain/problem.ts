/** One thing that is wrong with a copy, with the place that a form can show it at. */
export interface Problem {
  /** E.g. `conditions[2].subjectAreas[0].iscedFCode`. */
  readonly field: string;
  /** What is wrong, for people. */
  readonly problem: string;
  /** What would be right. */
  readonly expected: string;
}

/** `conditions[0].subjectAreas[1].iscedFCode` as `condition 1, subject area 2, ISCED-F code`. */
export const placeInWords = (field: string): string =>
  field.split(".").map((step) => {
    const [, name = step, index] = /^(\w+)\[(\d+)\]$/.exec(step) ?? [];
    const words = NAMES[name] ?? name.replace(/([A-Z])/g, " $1").toLowerCase();
    return index === undefined ? words : `${words.replace(/s$/, "")} ${Number(index) + 1}`;
  }).join(", ");

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const NAMES: Readonly<Record<string, string>> = { iscedFCode: "ISCED-F code", eqfLevels: "EQF levels", v6Value: "code of version 6", languageSkills: "languages", cefrLevel: "CEFR level", iiaCode: "agreement code" };
const MOST_TOLD = 3;

/** The first problems as a sentence for an officer. */
export const problemsInWords = (problems: readonly Problem[]): string => {
  const told = problems.slice(0, MOST_TOLD).map(({ field, problem, expected }) => `${capitalised(placeInWords(field))}: ${problem}; expected is ${expected}`);
  const more = problems.length - told.length;
  return `${told.join(". ")}${more > 0 ? `. ${more} more ${more === 1 ? "field is" : "fields are"} wrong` : ""}.`;
};
