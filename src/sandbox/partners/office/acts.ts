import { iiaApprovalCnrV2 } from "../../../ewp/iia-approval-cnr/v2/api.js";
import { iiaCnrV3 } from "../../../ewp/iia-cnr/v3/api.js";
import { MOBILITY_ACTS } from "../mobilities/acts.js";
import { copyWith, idOf, usualTerms, withMobilities } from "./copies.js";
import type { About, PartnerOffice } from "./office.js";
import type { Act } from "../personality.js";

type Deed = (office: PartnerOffice, about: About) => Promise<void>;

/** In the years that agreements of the sandbox are about; nothing in the protocol depends on the present one. */
const FIRST_YEAR = 2028;

const copyOf = (office: PartnerOffice, { ownId }: About) => {
  const copy = ownId === undefined ? undefined : office.copies.get(ownId);
  if (!copy) throw new RangeError("the partner has no such copy");
  return copy;
};

/** Tells an institution of a copy: of each of those that are shown for it. */
const notify: Deed = async (office, { heiId: to, ownId }) => {
  const shown = office.shown(to).map(idOf).filter((id) => ownId !== undefined && id.startsWith(ownId));
  for (const id of shown.length > 0 ? shown : [ownId ?? ""]) await office.caller.call(to, iiaCnrV3, "url", { iia_id: id });
};

const change: Deed = async (office, about) => {
  const copy = copyOf(office, about);
  office.copies.set(idOf(copy), { ...copy, cooperationConditions: withMobilities(copy.cooperationConditions, (before) => before + 1) });
};

/** Everything that a scripted partner can do by itself; people ask for it by name (door.ts). */
export const ACTS: Readonly<Record<Act, Deed>> = {
  ...MOBILITY_ACTS,
  /** Proposes an agreement of its own making. */
  propose: async (office, { heiId: to }) => {
    const id = office.newCopyId();
    office.copies.set(id, copyWith(usualTerms(office.heiId, to, FIRST_YEAR), { own: office.heiId, id, other: to }));
    await notify(office, { heiId: to, ownId: id });
  },
  /** Makes its own copy of theirs, or names theirs in the copy that it has. */
  adopt: async (office, { heiId: to, theirId, ownId }) => {
    const seen = theirId && await office.look(to, theirId);
    if (!seen) return;
    const id = ownId ?? office.newCopyId();
    const terms = office.copies.get(id)?.cooperationConditions ?? seen.terms;
    office.copies.set(id, copyWith(terms, { own: office.heiId, id, other: to, theirId }));
    await notify(office, { heiId: to, ownId: id });
  },
  /** Approves their copy as it is now. */
  approve: async (office, { heiId: to, theirId }) => {
    const seen = theirId && await office.look(to, theirId);
    if (!seen || office.approvals.get(`${to} ${theirId}`) === seen.hash) return;
    office.approvals.set(`${to} ${theirId}`, seen.hash);
    await office.caller.call(to, iiaApprovalCnrV2, "url", { iia_id: seen.id });
  },
  notify,
  /** Changes its copy, and tells of it. */
  change: async (office, about) => {
    await change(office, about);
    await notify(office, about);
  },
  /** Changes its copy and tells nobody. */
  "change-silently": change,
  /** Stops showing its copy, and tells of it. */
  delete: async (office, about) => {
    office.copies.delete(idOf(copyOf(office, about)));
    await notify(office, about);
  },
  /** Shows another agreement under the id of a copy that it deleted. */
  reuse: async (office, { heiId: to, ownId }) => {
    if (ownId === undefined) throw new RangeError("which id is to be used again?");
    office.copies.set(ownId, copyWith(withMobilities(usualTerms(to, office.heiId, FIRST_YEAR + 2), () => 1), { own: office.heiId, id: ownId, other: to }));
    await notify(office, { heiId: to, ownId });
  },
};
