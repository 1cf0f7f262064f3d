import { setImmediate as nextTurn } from "node:timers/promises";
import type { Snapshot } from "../model.js";

/** Things that came or went. */
export interface Listed {
  readonly count: number;
  /** The first 50 of them. */
  readonly examples: readonly string[];
}

export interface Difference {
  readonly added: Listed;
  readonly removed: Listed;
}

/** What is different from the catalogue before. APIs are written `uw.edu.pl iias 7.0.0`, client keys as fingerprints. */
export interface CatalogueChanges {
  readonly heis: Difference;
  readonly apis: Difference;
  readonly clientKeys: Difference;
}

const MAX_EXAMPLES = 50;
/** Institutions compared before other work gets a turn; their APIs take a few milliseconds. */
const HEIS_PER_TURN = 50;

class Listing implements Listed {
  readonly examples: string[] = [];
  count = 0;

  add(text: string): void {
    this.count++;
    if (this.examples.length < MAX_EXAMPLES) this.examples.push(text);
  }
}

const newDifference = (): { added: Listing; removed: Listing } => ({ added: new Listing(), removed: new Listing() });

const compare = (before: ReadonlySet<string>, after: ReadonlySet<string>, { added, removed }: { added: Listing; removed: Listing }): void => {
  for (const text of after) if (!before.has(text)) added.add(text);
  for (const text of before) if (!after.has(text)) removed.add(text);
};

/** Hardly an institution changes between two catalogues, so whole lists are compared first. */
const compareApis = (before: Snapshot, after: Snapshot, heiId: string, difference: { added: Listing; removed: Listing }): void => {
  const [apisBefore, apisAfter] = [[...before.apisOf(heiId)], [...after.apisOf(heiId)]];
  if (apisBefore.join() === apisAfter.join()) return;
  const named = (apis: readonly string[]): Set<string> => new Set(apis.map((api) => `${heiId} ${api}`));
  compare(named(apisBefore), named(apisAfter), difference);
};

/** Compares two catalogues, leaving the event loop free in between. */
export const describeChanges = async (before: Snapshot, after: Snapshot): Promise<CatalogueChanges> => {
  const changes = { heis: newDifference(), apis: newDifference(), clientKeys: newDifference() };
  const keysBefore = new Set(before.clientKeyIds());
  await nextTurn();
  compare(keysBefore, new Set(after.clientKeyIds()), changes.clientKeys);
  await nextTurn();
  const [heisBefore, heisAfter] = [new Set<string>(before.coveredHeis()), new Set<string>(after.coveredHeis())];
  compare(heisBefore, heisAfter, changes.heis);
  let done = 0;
  for (const heiId of new Set([...heisBefore, ...heisAfter])) {
    if (done++ % HEIS_PER_TURN === 0) await nextTurn();
    compareApis(before, after, heiId, changes.apis);
  }
  return changes;
};
