/** Cohorts from files: what is read, what is refused line by line, and that nothing is stored before it is confirmed. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { namesOf, template } from "../../../src/domain/csv/columns.js";
import { readCsv } from "../../../src/domain/csv/read-csv.js";
import { COHORT_COLUMNS } from "../../../src/domain/nominations/cohort/columns.js";
import { A, B, nominationNetwork } from "../../support/nominations/nomination-network.js";

const COLUMN_NAMES = namesOf(COHORT_COLUMNS);
const example: Readonly<Record<string, string>> = Object.fromEntries(COLUMN_NAMES.map((name) => [name, COHORT_COLUMNS[name].example]));
const line = (facts: Readonly<Record<string, string>> = {}, separator = ",") => COLUMN_NAMES.map((name) => facts[name] ?? (name === "partner_hei_id" ? B : example[name])).join(separator);
const file = (...lines: readonly string[]) => Buffer.from([COLUMN_NAMES.join(","), ...lines].join("\r\n"));
const other = (n: number) => ({ global_id: `urn:schac:personalUniqueCode:int:esi:example.edu:${n}` });
const imported = async (bytes: Uint8Array, confirm = true) => {
  const { a } = nominationNetwork();
  const report = await a.nominations.importCohort({ heiId: A, bytes, confirm, objectId: "import", actor: "office" });
  return { report, stored: (await a.store.omobilities(A, {}, { limit: 1000 })).items, a };
};
const told = async (bytes: Uint8Array) => (await imported(bytes)).report.wrong.flatMap(({ line: at, problems }) => problems.map(({ field, problem }) => `${at} ${field} ${problem}`));

describe("a cohort", () => {
  test("the template is a file that can be imported", async () => {
    const { report, stored } = await imported(Buffer.from(template(COHORT_COLUMNS)));
    expect([report, stored[0]?.student.familyNames, stored[0]?.stage]).toEqual([{ rows: 1, created: 1, wrong: [] }, [{ text: "Núñez" }], "draft"]);
  });

  test("a dry run stores nothing; one wrong line keeps all of them out; repeating a confirmed import makes no second drafts", async () => {
    const lines = Array.from({ length: 450 }, (_, n) => line({ ...other(n), partner_hei_id: n % 3 === 0 ? "mont.example" : B }));
    expect((await imported(file(...lines), false)).stored).toEqual([]);
    expect((await imported(file(...lines, line({ ...other(999), eqf_level: "9" })))).stored).toEqual([]);
    const { a, report, stored } = await imported(file(...lines));
    expect([report, stored.length]).toEqual([{ rows: 450, created: 450, wrong: [] }, 450]);
    await a.nominations.importCohort({ heiId: A, bytes: file(...lines), confirm: true, objectId: "import", actor: "office" });
    expect((await a.store.omobilities(A, {}, { limit: 1000 })).items).toEqual(stored);
  });

  test.each([";", "\t"])("separated by %j, with a mark and another order of columns", async (separator) => {
    const names = [...COLUMN_NAMES].reverse();
    const bytes = Buffer.from(`\uFEFF${names.join(separator).toUpperCase()}\n${names.map((name) => `"${example[name] ?? ""}"`).join(separator)}\n`);
    expect((await imported(bytes)).report).toEqual({ rows: 1, created: 1, wrong: [] });
  });

  test.each<[string, Uint8Array, string[]]>([
    ["another encoding", Buffer.from(`${COLUMN_NAMES.join(",")}\n${line()}`, "latin1"), ["1 file is not UTF-8"]],
    ["a missing column", Buffer.from("given_names\nAna"), [expect.stringMatching(/^1 file misses the column partner_hei_id, family_name/) as unknown as string]],
    ["an unknown column", Buffer.from(`${COLUMN_NAMES.join(",")},shoe_size\n`), ["1 file has a column of another name"]],
    ["a column twice", Buffer.from(`${COLUMN_NAMES.join(",")},email\n`), ["1 file has a column twice"]],
    ["an open quote", file(`"${line()}`), [expect.stringMatching(/^1 file cannot be read as CSV/) as unknown as string]],
    ["formulas", file(line({ given_names: "=HYPERLINK(1)", comment: "@SUM(1)" })), ["2 given_names begins like a formula of a spreadsheet", "2 comment begins like a formula of a spreadsheet"]],
    ["the same nomination again", file(line(), line(other(1)), line()), ["4 row nominates the same person to the same place as line 2"]],
    ["values that break rules, by column", file(line({ birth_date: "31.05.2004", gender: "f", eqf_level: "six", activity: "long" })), ["2 birth_date is not a date of birth", "2 gender is not a code of ISO 5218", "2 activity is not a kind of mobility", "2 eqf_level is not an EQF level"]],
    ["an empty cell", file(line({ nationality: "" })), ["2 nationality is empty"]],
    ["a cell too many", file(`${line()},x`), ["2 row has another number of cells than the header"]],
    ["our own institution", file(line({ partner_hei_id: A })), ["2 partner_hei_id is the sending institution"]],
  ])("%s is told by line and column, and nothing is stored", async (_name, bytes, problems) => {
    expect(await told(bytes)).toEqual(problems);
    expect((await imported(bytes)).stored).toEqual([]);
  });

  test("no bytes make the reader fail, and no value is repeated in a message", () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.array(fc.string({ maxLength: 30 }), { maxLength: 30 }).map((cells) => file(cells.join(",")))), (bytes) => {
      const read = readCsv(COHORT_COLUMNS, bytes);
      expect("problem" in read || Array.isArray(read.rows)).toBe(true);
    }), { numRuns: 300 });
  });
});
