/** Cohorts from files: what is read, what is refused line by line, and that nothing is stored before it is confirmed. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { namesOf, template } from "../../../src/domain/csv/columns.js";
import { readCsv } from "../../../src/domain/csv/read-csv.js";
import type { Tell } from "../../../src/domain/imports/progress.js";
import type { Repeated } from "../../../src/domain/nominations/cohort/nominated.js";
import { COHORT_COLUMNS } from "../../../src/domain/nominations/cohort/columns.js";
import type { CohortReport } from "../../../src/domain/nominations/cohort/import.js";
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
const counted = ({ seats: _seats, ...report }: CohortReport) => report;
const told = async (bytes: Uint8Array) => (await imported(bytes)).report.wrong.flatMap(({ line: at, problems }) => problems.map(({ field, problem }) => `${at} ${field} ${problem}`));

describe("a cohort", () => {
  test("the template is a file that can be imported", async () => {
    const { report, stored } = await imported(Buffer.from(template(COHORT_COLUMNS)));
    expect([counted(report), stored[0]?.student.familyNames, stored[0]?.stage]).toEqual([{ rows: 1, created: 1, skipped: 0, wrong: [], warnings: [] }, [{ text: "Núñez" }], "draft"]);
  });

  test("a dry run stores nothing; one wrong line keeps all of them out; repeating a confirmed import makes no second drafts", async () => {
    const lines = Array.from({ length: 450 }, (_, n) => line({ ...other(n), partner_hei_id: n % 3 === 0 ? "mont.example" : B }));
    expect((await imported(file(...lines), false)).stored).toEqual([]);
    expect((await imported(file(...lines, line({ ...other(999), eqf_level: "9" })))).stored).toEqual([]);
    const { a, report, stored } = await imported(file(...lines));
    expect([counted(report), stored.length]).toEqual([{ rows: 450, created: 450, skipped: 0, wrong: [], warnings: [] }, 450]);
    await a.nominations.importCohort({ heiId: A, bytes: file(...lines), confirm: true, objectId: "import", actor: "office" });
    expect((await a.store.omobilities(A, {}, { limit: 1000 })).items).toEqual(stored);
  });

  test.each([";", "\t"])("separated by %j, with a mark and another order of columns", async (separator) => {
    const names = [...COLUMN_NAMES].reverse();
    const bytes = Buffer.from(`\uFEFF${names.join(separator).toUpperCase()}\n${names.map((name) => `"${example[name] ?? ""}"`).join(separator)}\n`);
    expect(counted((await imported(bytes)).report)).toEqual({ rows: 1, created: 1, skipped: 0, wrong: [], warnings: [] });
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
    ["a birth in the future and a field that does not exist", file(line({ birth_date: "2031-05-31", nominee_isced_f_code: "9999" })), ["2 birth_date is too late for a student of this year", "2 nominee_isced_f_code names no field of ISCED-F 2013"]],
    ["an empty cell", file(line({ nationality: "" })), ["2 nationality is empty"]],
    ["a cell too many", file(`${line()},x`), ["2 row has another number of cells than the header"]],
    ["our own institution", file(line({ partner_hei_id: A })), ["2 partner_hei_id is the sending institution"]],
  ])("%s is told by line and column, and nothing is stored", async (_name, bytes, problems) => {
    expect(await told(bytes)).toEqual(problems);
    expect((await imported(bytes)).stored).toEqual([]);
  });

  test("the same file again, in other letter case, is refused line by line unless its lines are to be left out, or meant", async () => {
    const { a } = await imported(file(line(other(1)), line({ ...other(2), academic_term: "" })));
    const again = (repeated?: Repeated, id = "again") => a.nominations.importCohort({
      heiId: A, bytes: file(line({ global_id: "URN:SCHAC:personalUniqueCode:int:ESI:EXAMPLE.edu:1" }), line({ ...other(2), academic_term: "" }), line(other(3))), confirm: true, repeated, objectId: id, actor: "office",
    });
    const drafts = async () => (await a.store.omobilities(A, {}, { limit: 10 })).items.length;
    const repeatedAs = (id: string) => [{ field: "row", problem: `nominates somebody who is nominated there for this time already, as ${id}`, expected: "every student once; `repeated=skip` leaves such rows out, `repeated=create` nominates once more" }];
    const both = [{ line: 2, problems: repeatedAs("import-1") }, { line: 3, problems: repeatedAs("import-2") }];
    const other3 = { line: 4, problems: [expect.objectContaining({ field: "row", problem: "has the name and birth date of somebody who is nominated there for this time already, as import-1, under another identifier" })] };
    expect(counted(await again())).toEqual({ rows: 3, created: 0, skipped: 0, wrong: both, warnings: [other3] });
    expect(await drafts()).toBe(2);
    expect(counted(await again("skip"))).toEqual({ rows: 3, created: 1, skipped: 2, wrong: [], warnings: [...both, other3] });
    expect(await drafts()).toBe(3);
    expect(await again("create", "meant")).toMatchObject({ rows: 3, created: 3, wrong: [] });
    expect(await drafts()).toBe(6);
  });

  test("a term of its own, another year or a cancelled nomination are no repetition", async () => {
    const { a } = await imported(file(line(other(1)), line(other(2))));
    const [first] = (await a.store.omobilities(A, {}, { limit: 10 })).items;
    if (!first) throw new Error("nothing was imported");
    await a.nominations.cancel({ heiId: A, id: first.id, actor: "office" });
    const bytes = file(line(other(1)), line({ ...other(2), academic_term: "2026/2027-2/2" }), line({ ...other(2), academic_term: "", receiving_academic_year: "2027/2028" }));
    expect(await a.nominations.importCohort({ heiId: A, bytes, confirm: true, objectId: "later", actor: "office" })).toMatchObject({ created: 3, wrong: [] });
  });

  test("what stopped in the middle goes on where it stood: nothing twice, nothing lost", async () => {
    const bytes = file(...Array.from({ length: 450 }, (_, n) => line(other(n))));
    const { a } = nominationNetwork();
    const run = (tell?: Tell) => a.nominations.importCohort({ heiId: A, bytes, confirm: true, objectId: "import", actor: "office" }, tell);
    const told: string[] = [];
    await expect(run(async ({ phase, rows, done }) => {
      told.push(`${phase} ${done}/${rows}`);
      if (phase === "storing" && done === 400) throw new Error("the process is killed");
    })).rejects.toThrow("the process is killed");
    expect([told, (await a.store.omobilities(A, {}, { limit: 1000 })).items.length]).toEqual([["looking 0/450", "storing 0/450", "storing 200/450", "storing 400/450"], 400]);
    expect(await run()).toMatchObject({ rows: 450, created: 450, wrong: [] });
    expect((await a.store.omobilities(A, {}, { limit: 1000 })).items.map(({ id }) => id)).toEqual(Array.from({ length: 450 }, (_, n) => `import-${n + 1}`));
  });

  test("a partner that the catalogue does not know is a warning", async () => {
    expect((await imported(file(line({ partner_hei_id: "nowhere.example" })))).report).toMatchObject({
      created: 1, wrong: [], warnings: [{ line: 2, problems: [{ field: "partner_hei_id", problem: "is no institution of the network at present, so nothing can be sent to it", expected: "the SCHAC id of an institution in the catalogue, e.g. uw.edu.pl" }] }],
    });
  });

  test("no bytes make the reader fail, and no value is repeated in a message", () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.array(fc.string({ maxLength: 30 }), { maxLength: 30 }).map((cells) => file(cells.join(",")))), (bytes) => {
      const read = readCsv(COHORT_COLUMNS, bytes);
      expect("problem" in read || Array.isArray(read.rows)).toBe(true);
    }), { numRuns: 300 });
  });
});
