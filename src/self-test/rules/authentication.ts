import { generateKeyPairSync } from "node:crypto";
import { digestOf, type Question, testerOf } from "../caller.js";
import { answered, firstOf, inTurn, refused } from "../replies.js";
import { rule, type Rule } from "../rule.js";
import { addressOf, type Subject } from "../subject.js";

const NO_BODY = digestOf(new Uint8Array());
const HELLO = [["echo", "hello"]] as const;

/** Echo is never anonymous and takes anything, so it shows best how callers are told apart. */
const ask = (subject: Subject, question: Partial<Question> = {}) => subject.ask({ url: addressOf(subject, "echo", 2), params: HELLO, ...question });
const minutes = ({ clock }: Subject, count: number): string => new Date(clock.now().getTime() + count * 60_000).toUTCString();

/** Questions by what is particular about them. */
type Variants = (subject: Subject) => Readonly<Record<string, Partial<Question>>>;

const refusingWith = (status: number) => (id: string, says: string, row: string, variants: Variants): Rule =>
  rule(id, says, row, async (subject) => inTurn(Object.entries(variants(subject)), async ([what, question]) => refused(await ask(subject, question), [status], what)));
const refusing = refusingWith(400);
const accepting = (id: string, says: string, row: string, variants: Variants): Rule =>
  rule(id, says, row, async (subject) => inTurn(Object.entries(variants(subject)), async ([what, question]) => answered(await ask(subject, question), [200], what)));

const without = (name: string) => ({ names: (usual: readonly string[]) => usual.filter((one) => one !== name) });
const header = (name: string, value: string | undefined) => ({ headers: { [name]: value } });

export const AUTHENTICATION_RULES: readonly Rule[] = [
  accepting("signature.good", "A request that is signed as asked for is answered.", "PROTOCOL 3.3", () => ({ "GET": {}, "POST": { method: "POST" } })),
  rule("signature.none", "Without credentials: 401 with WWW-Authenticate and Want-Digest, or 403.", "PROTOCOL 3.3, rows 13 and 52", async (subject) => {
    const reply = await ask(subject, { anonymous: true });
    if (reply.status !== 401) return refused(reply, [401, 403]);
    return firstOf(
      refused(reply, [401]), /^Signature\s+realm="EWP"/i.test(reply.headers["www-authenticate"] ?? "") ? undefined : "WWW-Authenticate is not Signature realm=\"EWP\"",
      /\bSHA-256\b/i.test(reply.headers["want-digest"] ?? "") ? undefined : "Want-Digest does not ask for SHA-256",
    );
  }),
  refusingWith(403)("signature.unknown-key", "A key that the catalogue does not list: 403.", "PROTOCOL 3.3, row 14", () => ({ "a fresh key": { as: testerOf(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey) } })),
  refusing("signature.invalid", "A signature that is not right: 400.", "PROTOCOL 3.3, row 15", () => ({
    "one character changed": { tamper: (text) => text.replace(/signature="(.)/, (_, first: string) => `signature="${first === "A" ? "B" : "A"}`) },
    "signed with another key": { tamper: (text) => text.replace(/signature="[^"]*"/, `signature="${Buffer.alloc(256, 1).toString("base64")}"`) },
  })),
  refusing("signature.too-little", "Each header that has to be signed is demanded.", "PROTOCOL 3.3, row 16", () =>
    Object.fromEntries(["(request-target)", "host", "date", "digest", "x-request-id"].map((name) => [`${name} not signed`, without(name)]))),
  refusing("signature.date", "A date far off, or none that can be read: 400.", "PROTOCOL 3.3, row 17", (subject) => ({
    "20 minutes ago": header("date", minutes(subject, -20)), "20 minutes ahead": header("date", minutes(subject, 20)), "unreadable": header("date", "yesterday"),
  })),
  accepting("signature.date-near", "Four minutes ago is near enough.", "PROTOCOL 3.3, row 17", (subject) => ({ "4 minutes ago": header("date", minutes(subject, -4)) })),
  accepting("signature.original-date", "Original-Date stands for Date.", "PROTOCOL 3.3, row 18", (subject) => ({ "Original-Date only": { headers: { date: undefined, "original-date": minutes(subject, 0) } } })),
  refusing("signature.request-id", "X-Request-Id is a lower-case UUID in its canonical form: 400 otherwise.", "PROTOCOL 3.3, row 19", ({ ids }) => ({
    "upper case": header("x-request-id", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"), "braces": header("x-request-id", `{${ids.uuid()}}`), "no dashes": header("x-request-id", ids.uuid().replaceAll("-", "")),
  })),
  refusing("signature.digest", "A digest that is not the body's, or of no known kind: 400.", "PROTOCOL 3.3, row 20", () => ({
    "of another body": header("digest", digestOf(Buffer.from("other"))), "no SHA-256": header("digest", "SHA=2jmj7l5rSw0yVb/vlWAYkK/YBwk="),
  })),
  accepting("signature.digest-list", "The right digest is found among others, whatever its case.", "PROTOCOL 3.3, row 20", () => ({ "MD5 and shA-256": header("digest", `MD5=1B2M2Y8AsgTpgAmY7PhCfg==,${NO_BODY.replace("SHA-256", "shA-256")}`) })),
  accepting("signature.more", "More signed headers, in any order.", "PROTOCOL 3.3, row 21", () => ({
    "one more": header("user-agent", "self-test"), "another order": { names: (usual) => [...usual].reverse() },
  })),
  accepting("signature.unsigned", "Headers that nobody signed are ignored.", "PROTOCOL 3.3, row 22", () => ({ "an unsigned key for encryption": { unsigned: { "accept-response-encryption-key": "AAAA" } } })),
  rule("signature.replay", "A request that comes a second time does nothing a second time: it is refused, or reads only.", "PROTOCOL 3.3, row 26", async (subject) => {
    const same = { headers: { "x-request-id": subject.ids.uuid(), date: minutes(subject, 0) } };
    const [first, second] = [await ask(subject, same), await ask(subject, same)];
    return answered(first, [200], "the first time") ?? (second.status >= 500 ? `the second time it was answered ${second.status}` : undefined);
  }),
];
