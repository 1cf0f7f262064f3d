/** Steps that several tests begin with. */
import { iiaId } from "../../../src/kernel/ids.js";
import { type Office, PARTNER, US } from "./office.js";
import { newAgreement, partnerCopy } from "./terms.js";

export const AGREEMENTS = `/institutions/${US}/agreements`;

let partnerIds = 0;
/** An id of the partner that no other test uses. */
export const freshPartnerId = (): string => `LAC-${++partnerIds}`;

export const created = async (office: Office, more: Readonly<Record<string, unknown>> = {}) =>
  (await office.call("post", AGREEMENTS).send(newAgreement(more)).expect(201)).body;

export const act = (office: Office, id: string, action: string, body?: object) => office.call("post", `${AGREEMENTS}/${id}/${action}`).send(body);

export const shown = async (office: Office, id: string) => (await office.call("get", `${AGREEMENTS}/${id}`).expect(200)).body;

/** The partner's copy arrives as delivery would bring it. */
export const arrives = (office: Office, theirId: string): Promise<void> => office.services.agreements.refreshCopy(US, PARTNER, iiaId(theirId));

/** A shared agreement whose copies name each other. */
export const bound = async (office: Office) => {
  const { id } = await created(office);
  const theirId = freshPartnerId();
  const hash = office.scripts.partner.serve(partnerCopy(theirId, id));
  await act(office, id, "send").expect(200);
  await arrives(office, theirId);
  return { id, theirId, hash, agreement: await shown(office, id) };
};

/** An agreement that both sides approved. */
export const inForce = async (office: Office) => {
  const { id, theirId, hash, agreement } = await bound(office);
  await act(office, id, "approve", { reviewedHash: hash }).expect(200);
  office.scripts.partner.approve(id, agreement.mine.hash);
  const { body } = await act(office, id, "refresh").expect(200);
  return { id, theirId, agreement: body.agreement };
};
