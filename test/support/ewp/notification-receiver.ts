/** What a receiver of change notifications has to do, whichever object they are about (PROTOCOL 5.9, 5.11, 6.8.3). */
import { expect, test } from "@jest/globals";
import type { RefreshKind } from "../../../src/domain/refresh-requests.js";
import type { Delivery } from "../../../src/outbox/model.js";
import { documentOf, emptyRootOf, refusalOf } from "./answers.js";
import { type Asking, type Form, P, Q, type SliceNode, times, US } from "./slice-node.js";

export interface Receiver {
  readonly path: string;
  readonly kind: RefreshKind;
  readonly root: string;
  readonly ns: string;
  /** Name of the parameter that holds the ids. */
  readonly param: string;
  /** How many ids a notification may name; absent: exactly one. */
  readonly most?: number;
}

export const notificationReceiver = (network: () => SliceNode, { path, kind, root, ns, param, most }: Receiver): void => {
  const notify = (form: Form, asking: Asking = {}) => network().ask(path, form, { method: "POST", ...asking });
  const accepted = async (form: Form, asking: Asking = {}) => expect(emptyRootOf(documentOf(await notify(form, asking), network()))).toEqual({ root, ns });
  const refused = async (form: Form, asking: Asking = {}) => refusalOf(await notify(form, asking), network());
  const rows = async (): Promise<readonly Delivery[]> => (await network().store.outbox.list(US, {}, { limit: 100 })).items;
  const waiting = async (objectId: string) => (await rows()).filter((row) => row.objectId === objectId);

  test("rows 78, 79 and 8.16: an unknown id of a partner that has no server at all is 200, and the wish to look is in the outbox by then", async () => {
    await accepted([[param, "never-heard-of"]]);
    expect(await waiting("never-heard-of")).toMatchObject([{ kind, heiId: US, partnerHeiId: P, state: "waiting", attempts: 0, dueAt: network().node.clock.now() }]);
  });

  test("the partner to ask is the one whose key signed: the same id of another partner is another object", async () => {
    await accepted([[param, "same-id"]]);
    await accepted([[param, "same-id"]], { as: "q" });
    expect((await waiting("same-id")).map(({ partnerHeiId }) => partnerHeiId).sort()).toEqual([P, Q]);
  });

  test("a notification that comes twice makes one row", async () => {
    await accepted([[param, "twice"]]);
    const first = await waiting("twice");
    network().node.clock.advance(1000);
    await accepted([[param, "twice"]]);
    const second = await waiting("twice");
    expect(second.map(({ id, dueAt }) => ({ id, dueAt }))).toEqual(first.map(({ id, dueAt }) => ({ id, dueAt })));
    expect(second).toHaveLength(1);
  });

  test("row 8.2: a key whose host covers no institution is answered 200, and there is nobody to ask", async () => {
    const before = (await rows()).length;
    await accepted([[param, "from-nobody"]], { as: "nobody" });
    expect(await rows()).toHaveLength(before);
  });

  test("rows 42 and 78: a missing id is 400, also when it is in the query only", async () => {
    expect(await refused([])).toBe(`400 The parameter ${param} is missing.`);
    expect(await refused([["id", "x"]])).toBe(`400 The parameter ${param} is missing.`);
    expect(await refused([], { query: [[param, "in-the-query"]] })).toBe(`400 The parameter ${param} is missing.`);
    expect(await waiting("in-the-query")).toEqual([]);
  });

  test("rows 43, 44, 8.9 and 8.10: more ids than are taken at once are 400, and nothing is kept of them", async () => {
    const told = most === undefined ? "2 times; expected at most once." : `${most + 1} times; at most ${most} are allowed at once (max-omobility-ids).`;
    expect(await refused(times((most ?? 1) + 1, param, "too-many"))).toBe(`400 The parameter ${param} is given ${told}`);
    expect(await waiting("too-many")).toEqual([]);
  });

  test("all ids of a notification are looked at", async () => {
    const ids = Array.from({ length: most === undefined ? 1 : 3 }, (_, at) => `among-${at}`);
    await accepted(ids.map((id) => [param, id] as const));
    for (const id of ids) expect(await waiting(id)).toHaveLength(1);
  });

  test("what can be no id is 400, and nothing is kept of it", async () => {
    const before = (await rows()).length;
    expect(await refused([[param, "a b"]])).toBe(`400 The parameter ${param} is wrong: expected 1 to 64 printable ASCII characters, got "a b".`);
    expect(await refused([[param, ""]])).toBe(`400 The parameter ${param} is wrong: expected 1 to 64 printable ASCII characters, got "".`);
    expect(await rows()).toHaveLength(before);
  });

  test("row 41: parameters of older versions are ignored", async () => {
    await accepted([["notifier_hei_id", "other.example"], [param, "older"]]);
    expect(await waiting("older")).toMatchObject([{ partnerHeiId: P }]);
  });

  test("rows 38 and 8.7: GET is 405", async () => {
    const answer = await network().ask(path, [[param, "x"]]);
    expect(refusalOf(answer, network())).toBe("405 Method GET is not allowed here; use POST.");
    expect(answer.headers["allow"]).toBe("POST");
  });

  test("row 8.8: a form with a charset is a form; any other media type is 415", async () => {
    await accepted([[param, "charset"]], { headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" } });
    expect(await waiting("charset")).toHaveLength(1);
    for (const type of ["application/json", "text/xml", "multipart/form-data; boundary=x"]) {
      expect(await refused([[param, "wrong-type"]], { headers: { "content-type": type } }))
        .toBe(`415 The Content-Type "${type}" is not supported; expected application/x-www-form-urlencoded.`);
    }
    expect(await waiting("wrong-type")).toEqual([]);
  });

  test("anonymous callers are refused, and nothing is kept", async () => {
    const before = (await rows()).length;
    expect(await refused([[param, "x"]], { as: "anonymous" })).toBe('401 The request has no header "Authorization: Signature …"; expected an HTTP signature.');
    expect(await rows()).toHaveLength(before);
  });
};
