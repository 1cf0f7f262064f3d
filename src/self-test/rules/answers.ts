import { gunzipSync } from "node:zlib";
import type { Question } from "../caller.js";
import { answered, documentIn, firstOf, inTurn, refused, signatureComplaint, textsOf } from "../replies.js";
import { onlyIf, rule, type Rule } from "../rule.js";
import { addressOf, entryNamed, type Subject } from "../subject.js";

const ask = (subject: Subject, question: Partial<Question> = {}) => subject.ask({ url: addressOf(subject, "echo", 2), params: [["echo", "hello"]], ...question });
const LONG = Array.from({ length: 40 }, (_, at) => ["echo", `${at} ${"long ".repeat(20)}`] as const);

export const ANSWER_RULES: readonly Rule[] = [
  rule("answer.signed", "Answers are signed for whoever asks, with what they have to repeat.", "PROTOCOL 3.4, rows 27 and 28", async (subject) =>
    inTurn(["rsa-sha256", "unknown, RSA-SHA256"], async (wanted) => {
      const reply = await ask(subject, { headers: { "accept-signature": wanted } });
      return answered(reply, [200], wanted) ?? signatureComplaint(reply, subject);
    })),
  rule("answer.unsigned", "Who asks for a signature of an unknown kind gets an answer without one.", "PROTOCOL 3.4, row 27", async (subject) => {
    const reply = await ask(subject, { headers: { "accept-signature": "unknown" } });
    return answered(reply, [200]) ?? (reply.headers["signature"] === undefined ? undefined : "it is signed nevertheless");
  }),
  rule("answer.digest", "The digest is that of the body as transmitted, compressed or not, and nothing compresses it unasked.", "PROTOCOL 3.4 and 3.10, row 29", async (subject) =>
    inTurn([{ "accept-encoding": "gzip" }, { "accept-encoding": "identity" }, {}], async (headers: Record<string, string>) => {
      const reply = await ask(subject, { method: "POST", params: LONG, headers });
      const coding = reply.headers["content-encoding"];
      const text = coding === "gzip" ? gunzipSync(reply.body).toString() : reply.body.toString();
      return firstOf(
        answered(reply, [200]), signatureComplaint(reply, subject), coding !== undefined && coding !== "identity" && headers["accept-encoding"] !== "gzip" ? `it is ${coding}, which nobody asked for` : undefined,
        text.includes("39 long") ? undefined : "it does not hold what was asked",
      );
    })),
  rule("answer.refusals-signed", "Refusals are signed too.", "PROTOCOL 3.10, row 30", async (subject) => inTurn<readonly [string, Partial<Question>, readonly number[]]>([
    ["a wrong parameter", { url: addressOf(subject, "institutions", 2), params: [["hei_idd", "x"]] }, [400]],
    ["a wrong method", { method: "DELETE" }, [405]],
    ["a wrong signature", { tamper: (text) => text.replace(/signature="./, (start) => `${start.slice(0, -1)}${start.endsWith("A") ? "B" : "A"}`) }, [400]],
  ], async ([what, question, statuses]) => {
    const reply = await ask(subject, question);
    const complaint = signatureComplaint(reply, subject);
    return refused(reply, statuses, what) ?? (complaint === undefined ? undefined : `${what}: ${complaint}`);
  })),
  rule("answer.methods", "Methods that an endpoint does not have: 405.", "PROTOCOL 4.1, row 38", async (subject) =>
    inTurn(["PUT", "DELETE"], async (method) => refused(await ask(subject, { method }), [405], method))),
  rule("echo.order", "Echo repeats everything in its order, from the body of a POST and never from its query.", "PROTOCOL 5.2, rows 40 and 51", async (subject) => {
    const values = ["a", "b", "a", "Łódź & <sons>"];
    const params = values.map((value) => ["echo", value] as const);
    return inTurn(["GET", "POST"], async (method) => {
      const reply = await ask(subject, { method, params, ...(method === "POST" ? { query: [["echo", "from-the-query"]] } : {}) });
      const root = documentIn(reply);
      if (typeof root === "string") return answered(reply, [200], method) ?? root;
      const echoed = textsOf(root, "echo");
      return answered(reply, [200], method) ?? (JSON.stringify(echoed) === JSON.stringify(values) ? undefined : `${method}: sent ${values.join(", ")}; got ${echoed.join(", ")}`);
    });
  }),
  rule("echo.heis", "Echo names the institutions that our key stands for.", "PROTOCOL 5.2, row 51", async (subject) => {
    const root = documentIn(await ask(subject));
    if (typeof root === "string") return root;
    return textsOf(root, "hei-id").length > 0 ? undefined : "it names none; is the tester's key in the catalogue?";
  }),
  onlyIf((subject) => (entryNamed(subject, "echo", 2)?.element.children ?? []).some((child) => typeof child !== "string" && JSON.stringify(child).includes("resencr-rsa-aes128gcm")),
    "the node does not offer to encrypt answers",
    rule("echo.encrypted", "An answer is encrypted for the key of whoever asks.", "PROTOCOL 3.7, row 36", async (subject) => {
      const reply = await ask(subject, { headers: { "accept-encoding": " ewp-rsa-AES128GCM ; q=1 , *;q=0" } });
      const plain = await ask(subject, { headers: { "accept-encoding": "ewp-rsa-aes128gcm;q=0" } });
      return firstOf(
        answered(reply, [200]), reply.headers["content-encoding"] === "ewp-rsa-aes128gcm" ? undefined : `its coding is ${reply.headers["content-encoding"] ?? "none"}`, signatureComplaint(reply, subject),
        plain.headers["content-encoding"] === undefined ? undefined : "with q=0 it is encrypted nevertheless",
      );
    })),
];
