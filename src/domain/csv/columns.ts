/** The columns of a file of rows: from one list follow template, reading and hints. */

/** Column, the field that it gives, and an example; the columns are in the order of the template. */
export type Columns = Readonly<Record<string, { readonly field: string; readonly example: string; readonly required: boolean }>>;

export const namesOf = <C extends Columns>(columns: C): readonly (keyof C & string)[] => Object.keys(columns);

/** The column that a broken rule is about; the field itself where none is. */
export const columnOf = (columns: Columns, field: string): string => namesOf(columns).find((name) => columns[name]?.field === field) ?? field;

/** A file with the header and one line that shows how, to be overwritten. Starts with a mark, so that spreadsheets read it as UTF-8. */
export const template = (columns: Columns): string => `\uFEFF${namesOf(columns).join(",")}\r\n${Object.values(columns).map(({ example }) => example).join(",")}\r\n`;
