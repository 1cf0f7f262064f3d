/** The rules of tables of components (PROTOCOL 5.17). */
import { isLoiId, isLosId } from "../../../kernel/ids.js";
import { hasChanges, strayDeletions } from "../components.js";
import { type Component, type ComponentChange, type Components, DELETION_REASONS, INSERTION_REASONS, type MobilityType, type Table, TABLES } from "../model.js";
import { type LaProblem, problem } from "./problem.js";

/** What a table asks of its components; a row per table. */
const RULES: Readonly<Record<Table, { readonly types: readonly MobilityType[]; readonly term: boolean; readonly conditions: boolean; readonly description: "every" | "some" | "may" | "none" }>> = {
  studied: { types: ["semester"], term: true, conditions: false, description: "none" },
  recognized: { types: ["semester"], term: true, conditions: true, description: "none" },
  virtual: { types: ["semester", "blended"], term: false, conditions: true, description: "every" },
  blended: { types: ["blended"], term: false, conditions: true, description: "some" },
  doctoral: { types: ["doctoral"], term: false, conditions: true, description: "may" },
};
/** The tables that a first version must have. */
const REQUIRED: Readonly<Record<MobilityType, readonly Table[]>> = { semester: ["studied", "recognized"], blended: ["blended"], doctoral: ["doctoral"] };

/** Problems of a first version. */
export const firstVersionProblems = (type: MobilityType, components: Components, path = "components"): readonly LaProblem[] => [
  ...REQUIRED[type].filter((table) => components[table] === undefined || (type !== "semester" && components[table]?.length === 0))
    .map((table) => problem(`${path}.${table}`, "is missing", `a table for a mobility of the type ${type}`)),
  ...(hasChanges(components) ? [] : [problem(path, "there is no component", "at least one component", true)]),
  ...tableProblems(type, components, path),
  ...everyComponent(components, path).filter(({ component }) => component.change).map(({ field }) => problem(field, "is marked as a change", "no mark in a first version")),
];

/** Problems of changes to a first version. */
export const changeProblems = (type: MobilityType, { first, changes, changesStudent }: { readonly first: Components; readonly changes: Components; readonly changesStudent: boolean }, path = "components"): readonly LaProblem[] => [
  ...(type === "semester" ? [] : [problem(path, "changes the first version", "no changes: a short mobility has one version", true)]),
  ...(hasChanges(changes) || changesStudent ? [] : [problem(path, "nothing is changed", "at least one change", true)]),
  ...tableProblems(type, changes, path),
  ...everyComponent(changes, path).filter(({ component }) => !component.change).map(({ field }) => problem(field, "does not say what it changes", "inserted or deleted", true)),
  ...everyComponent(changes, path).flatMap(({ component: { change }, field }) => (change ? reasonProblems(change, field) : [])),
  ...strayDeletions(first, changes).map(({ table }) => problem(`${path}.${table}`, "deletes a component that the first version does not have", "components of the first version", true)),
];

const everyComponent = (components: Components, path: string) =>
  TABLES.flatMap((table) => (components[table] ?? []).map((component, at) => ({ table, component, field: `${path}.${table}[${at}]` })));

const tableProblems = (type: MobilityType, components: Components, path: string): LaProblem[] => [
  ...TABLES.filter((table) => (components[table] ?? []).length > 0 && !RULES[table].types.includes(type))
    .map((table) => problem(`${path}.${table}`, `does not belong to a mobility of the type ${type}`, "none")),
  ...TABLES.filter((table) => RULES[table].description === "some" && (components[table] ?? []).length > 0 && !components[table]?.some(({ shortDescription }) => shortDescription))
    .map((table) => problem(`${path}.${table}`, "no component has a short description", "at least one")),
  ...everyComponent(components, path).flatMap(({ table, component, field }) => componentProblems(table, component, field)),
];

const componentProblems = (table: Table, component: Component, field: string): LaProblem[] => {
  const { term, conditions, description } = RULES[table];
  const { title, losId, loiId, credits, recognitionConditions, shortDescription } = component;
  return [
    ...(title.trim() === "" ? [problem(`${field}.title`, "is missing", "a title")] : []),
    ...(losId === undefined || isLosId(losId) ? [] : [problem(`${field}.losId`, "is no id of a course", "e.g. CR/17")]),
    ...(loiId === undefined || isLoiId(loiId) ? [] : [problem(`${field}.loiId`, "is no id of an instance", "e.g. CRI/17")]),
    ...termProblems(component, field, term),
    ...credits.flatMap(({ scheme, value }, at) => (scheme !== "" && /^\+?(?:\d+(?:\.\d*)?|\.\d+)$/.test(value) ? [] : [problem(`${field}.credits[${at}]`, "are no credits", "a scheme and a number, e.g. ects and 6")])),
    ...(recognitionConditions !== undefined && !conditions ? [problem(`${field}.recognitionConditions`, "does not belong to this table", "none")] : []),
    ...(shortDescription !== undefined && description === "none" ? [problem(`${field}.shortDescription`, "does not belong to this table", "none")] : []),
    ...(!shortDescription && description === "every" ? [problem(`${field}.shortDescription`, "is missing", "a short description of the virtual component")] : []),
  ];
};

const termProblems = ({ term }: Component, field: string, isRequired: boolean): LaProblem[] => {
  if (!term) return isRequired ? [problem(`${field}.term`, "is missing", "the term within the academic year, e.g. 1 of 2")] : [];
  return term.number >= 1 && term.number <= term.total && term.total <= 9 ? [] : [problem(`${field}.term`, "is no term", "a number from 1 to the total, e.g. 1 of 2")];
};

const reasonProblems = ({ status, code }: ComponentChange, field: string): LaProblem[] => {
  const fitting: readonly string[] = status === "deleted" ? DELETION_REASONS : INSERTION_REASONS;
  return code === undefined || fitting.includes(code) ? [] : [problem(`${field}.change.code`, `is no reason for a component that is ${status}`, fitting.join(", "))];
};

/** Whether the template's box "virtual component" is ticked (PROTOCOL 5.17): asked of what holds, without marks. */
export const hasVirtualComponent = (components: Components): boolean =>
  (components.virtual ?? []).length > 0 || (components.doctoral ?? []).some(({ shortDescription }) => Boolean(shortDescription));
