import type { HeiId } from "../../../kernel/ids.js";
import type { Api } from "../define.js";
import type { CurrentCatalogue } from "../ports.js";

/** A version of an API that we can speak. */
export interface Spoken {
  readonly api: Api;
  /** Other APIs without which this version does not count: a partner's move from one workflow to the next is all or nothing. */
  readonly onlyWith?: readonly Api[];
}

/**
 * The newest version that the partner has too (PROTOCOL 2.2), of `versions` from the newest to the oldest; undefined when the catalogue
 * shows none.
 */
export const newestOffered = <S extends Spoken>(catalogue: CurrentCatalogue, partner: HeiId, versions: readonly S[]): S | undefined => {
  const snapshot = catalogue.current();
  const offers = ({ manifestNamespace, element }: Api): boolean => (snapshot?.apiEntries(partner, manifestNamespace, element).length ?? 0) > 0;
  return versions.find(({ api, onlyWith = [] }) => [api, ...onlyWith].every(offers));
};

/** Clients of the versions that we speak, from the newest to the oldest. */
export type Versions<C> = readonly [Spoken & { readonly client: C }, ...(Spoken & { readonly client: C })[]];

/** The client of the newest version that the partner has too. Where the catalogue shows none, the newest is called, which says so. */
export const chosenClient = <C>(catalogue: CurrentCatalogue, partner: HeiId, versions: Versions<C>): C => (newestOffered(catalogue, partner, versions) ?? versions[0]).client;
