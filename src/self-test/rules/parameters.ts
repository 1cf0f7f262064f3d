import type { Parameter, Question } from "../caller.js";
import { answered, documentIn, firstOf, inTurn, refused, textsOf } from "../replies.js";
import { onlyIf, rule, type Rule } from "../rule.js";
import { addressOf, entryNamed, type Subject } from "../subject.js";

const ask = (subject: Subject, [name, major, url]: readonly [string, number, string?], params: readonly Parameter[], more: Partial<Question> = {}) =>
  subject.ask({ url: addressOf(subject, name, major, url), params, ...more });
const has = (name: string, major: number) => (subject: Subject): boolean => entryNamed(subject, name, major) !== undefined;
const times = (count: number, name: string, value: string): Parameter[] => Array.from({ length: count }, () => [name, value] as const);

/** Rules of one API, skipped for a node without it. */
const of = (name: string, major: number, rules: readonly Rule[]): Rule[] => rules.map((one) => onlyIf(has(name, major), `the node has no ${name} ${major}`, one));
const empty = (reply: Parameters<typeof documentIn>[0], what: string): string | undefined => {
  const root = documentIn(reply);
  return answered(reply, [200], what) ?? (typeof root === "string" ? root : root.children.some((child) => typeof child !== "string") ? `${what}: expected an empty ${root.name}` : undefined);
};

const INSTITUTIONS = ["institutions", 2] as const;
const INDEX = ["iias", 7, "index-url"] as const;
const GET = ["iias", 7, "get-url"] as const;

export const PARAMETER_RULES: readonly Rule[] = [
  ...of("institutions", 2, [
    rule("institutions.own", "The institution tells of itself, by GET and by POST alike.", "PROTOCOL 5.3, row 39", async (subject) => {
      const [byGet, byPost] = [await ask(subject, INSTITUTIONS, [["hei_id", subject.heiId]]), await ask(subject, INSTITUTIONS, [["hei_id", subject.heiId]], { method: "POST" })];
      const root = documentIn(byGet);
      return firstOf(answered(byGet, [200], "GET"), answered(byPost, [200], "POST"), byGet.body.equals(byPost.body) ? undefined : "GET and POST give different documents",
        typeof root === "string" ? root : textsOf(root, "hei-id").includes(subject.heiId) ? undefined : "it is not in its own answer");
    }),
    rule("institutions.unknown", "Unknown institutions are left out, and only unknown ones give an empty answer.", "PROTOCOL 4.2, rows 46 and 57", async (subject) =>
      empty(await ask(subject, INSTITUTIONS, [["hei_id", "nobody.invalid"]]), "an unknown institution")),
    rule("parameters.missing", "A required parameter that is missing or misspelt: 400.", "PROTOCOL 4.2, row 42", async (subject) =>
      inTurn([[], [["hei_idd", subject.heiId]]] as readonly Parameter[][], async (params) => refused(await ask(subject, INSTITUTIONS, params), [400], params.length === 0 ? "none" : "misspelt"))),
    rule("parameters.unknown", "An unknown parameter is ignored.", "PROTOCOL 4.2, row 41", async (subject) => {
      const [plain, more] = [await ask(subject, INSTITUTIONS, [["hei_id", subject.heiId]]), await ask(subject, INSTITUTIONS, [["hei_id", subject.heiId], ["foo", "bar"]])];
      return answered(more, [200]) ?? (plain.body.equals(more.body) ? undefined : "the answer is another one");
    }),
    rule("parameters.limit", "As many ids as published are taken, one more is 400; repeated ones count.", "PROTOCOL 4.2, row 44", async (subject) => {
      const most = entryNamed(subject, "institutions", 2)?.limits["max-hei-ids"] ?? 1;
      return inTurn([subject.heiId, "nobody.invalid"], async (id) =>
        answered(await ask(subject, INSTITUTIONS, times(most, "hei_id", id)), [200], `${most} times`) ?? refused(await ask(subject, INSTITUTIONS, times(most + 1, "hei_id", id)), [400], `${most + 1} times`));
    }),
  ]),
  ...of("organizational-units", 2, [
    rule("ounits.ids-or-codes", "Units by id or by code: both or neither is 400.", "PROTOCOL 5.4, row 53", async (subject) =>
      inTurn<readonly Parameter[]>([[["hei_id", subject.heiId]], [["hei_id", subject.heiId], ["ounit_id", "a"], ["ounit_code", "b"]]], async (params) => refused(await ask(subject, ["organizational-units", 2], params), [400], params.length === 1 ? "neither" : "both"))),
  ]),
  ...of("iias", 7, [
    rule("iias.index", "The index is answered, and what it lists can be fetched.", "PROTOCOL 1.3 and 5.8, row 55", async (subject) => {
      const root = documentIn(await ask(subject, INDEX, []));
      if (typeof root === "string") return root;
      return inTurn(textsOf(root, "iia-id").slice(0, 5), async (id) => {
        const got = documentIn(await ask(subject, GET, [["iia_id", id]]));
        return typeof got === "string" ? got : textsOf(got, "iia-id").includes(id) ? undefined : `${id} is listed and cannot be fetched`;
      });
    }),
    rule("iias.modified-since", "modified_since is a moment with its zone: 400 otherwise, or twice; a moment far ahead lists nothing.", "PROTOCOL 4.2, rows 43 and 47", async (subject) => firstOf(
      refused(await ask(subject, INDEX, [["modified_since", "2024-01-01"]]), [400], "a date"),
      refused(await ask(subject, INDEX, times(2, "modified_since", "2024-01-01T00:00:00Z")), [400], "twice"),
      empty(await ask(subject, INDEX, [["modified_since", "2999-01-01T00:00:00+01:00"]]), "far ahead"),
    )),
    rule("iias.academic-year", "receiving_academic_year_id is an academic year: 400 otherwise; southern ones count.", "PROTOCOL 4.2, row 48", async (subject) => firstOf(
      refused(await ask(subject, INDEX, [["receiving_academic_year_id", "test/test"]]), [400], "test/test"),
      empty(await ask(subject, INDEX, [["receiving_academic_year_id", "1653/1654"]]), "1653/1654"),
      answered(await ask(subject, INDEX, [["receiving_academic_year_id", "2024/2024"]]), [200], "2024/2024"),
    )),
    rule("iias.unknown", "Ids that we may not know are left out, not refused.", "PROTOCOL 4.2, row 46", async (subject) => empty(await ask(subject, GET, [["iia_id", "no-such-agreement"]]), "an unknown id")),
    rule("iias.limit", "As many ids as published are taken, one more is 400.", "PROTOCOL 4.2, row 44", async (subject) => {
      const most = entryNamed(subject, "iias", 7)?.limits["max-iia-ids"] ?? 1;
      return firstOf(answered(await ask(subject, GET, times(most, "iia_id", "no-such-agreement")), [200], `${most}`), refused(await ask(subject, GET, times(most + 1, "iia_id", "no-such-agreement")), [400], `${most + 1}`));
    }),
    onlyIf((subject) => entryNamed(subject, "iias", 7)?.urls["stats-url"] !== undefined, "the node has no statistics",
      rule("iias.stats", "Statistics are for the portal alone.", "PROTOCOL 6.7, row 98", async (subject) => refused(await ask(subject, ["iias", 7, "stats-url"], []), [403]))),
  ]),
  ...of("iias-approval", 2, [
    rule("approval.unknown", "Approvals of ids that are not ours are left out.", "PROTOCOL 5.10, row 69", async (subject) => empty(await ask(subject, ["iias-approval", 2], [["iia_id", "no-such-agreement"]]), "an unknown id")),
  ]),
  ...(["iia-cnr/3", "iia-approval-cnr/2"].map((api) => api.split("/") as [string, string])).flatMap(([name, major]) => of(name, Number(major), [
    rule(`${name}.accepts`, "A notification is accepted at once, also about what nobody knows.", "PROTOCOL 6.8, rows 78 and 79", async (subject) =>
      empty(await ask(subject, [name, Number(major)], [["iia_id", "self-test-of-a-stranger"]], { method: "POST" }), "an unknown id")),
    rule(`${name}.refuses`, "Without its parameter it is 400, and GET is no notification.", "PROTOCOL 6.8, rows 38 and 78", async (subject) => firstOf(
      refused(await ask(subject, [name, Number(major)], [], { method: "POST" }), [400], "nothing"), refused(await ask(subject, [name, Number(major)], [["iia_id", "x"]]), [400, 405], "GET"))),
  ])),
  ...of("file", 1, [
    rule("file.unknown", "A file that nothing shown to us refers to is refused, and POST too.", "PROTOCOL 5.7, row 100", async (subject) => firstOf(
      refused(await ask(subject, ["file", 1], [["file_id", "no-such-file"]]), [400, 403, 404], "an unknown file"), refused(await ask(subject, ["file", 1], [["file_id", "x"]], { method: "POST" }), [400, 405], "POST"))),
  ]),
];
