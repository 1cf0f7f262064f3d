import type { HeiId } from "../../kernel/ids.js";
import { itemOf } from "./item-of.js";
import { INBOX_KINDS, itemId, type OpenItem } from "./model.js";
import type { Candidate, InboxSource } from "./ports.js";

/** So many records are read and judged before something else may run in this process. */
const AT_ONCE = 25;

type Known = ReadonlyMap<string, { readonly version: string; readonly item: OpenItem | undefined }>;

/**
 * All items of one institution, asked anew each time: which records are open, and in which version, is read from the database; only
 * those whose version is another one than last time are loaded and judged again. So nothing is ever stale, and nothing is judged twice.
 */
export class OpenItems {
  #known: Known = new Map();
  #running: Promise<readonly OpenItem[]> | undefined;
  #next: Promise<readonly OpenItem[]> | undefined;

  constructor(private readonly source: InboxSource, private readonly heiId: HeiId) {}

  /** What holds at this moment or later: who asks while a look is under way gets the one after it, since that may have begun before a change. */
  read(fromYear: number): Promise<readonly OpenItem[]> {
    return (this.#next ??= this.#after(this.#running, fromYear));
  }

  async #after(running: Promise<unknown> | undefined, fromYear: number): Promise<readonly OpenItem[]> {
    await running?.catch(() => undefined);
    this.#running = this.#next;
    this.#next = undefined;
    return this.#look(fromYear);
  }

  async #look(fromYear: number): Promise<readonly OpenItem[]> {
    const candidates = await this.source.candidates(this.heiId, fromYear);
    const known = new Map(candidates.flatMap((candidate) => {
      const before = this.#known.get(itemId(candidate));
      return before?.version === candidate.version ? [[itemId(candidate), before] as const] : [];
    }));
    for (const kind of INBOX_KINDS) {
      const changed = candidates.filter((candidate) => candidate.kind === kind && !known.has(itemId(candidate)));
      for (let i = 0; i < changed.length; i += AT_ONCE) await this.#judge(changed.slice(i, i + AT_ONCE), known);
    }
    this.#known = known;
    return [...known.values()].flatMap(({ item }) => item ?? []);
  }

  /** A record that changes while it is loaded is remembered under the version before, and so loaded again next time. */
  async #judge(candidates: readonly Candidate[], known: Map<string, { version: string; item: OpenItem | undefined }>): Promise<void> {
    const [first] = candidates;
    if (!first) return;
    const items = new Map((await this.source.load(this.heiId, first.kind, candidates)).flatMap((record) => {
      const item = itemOf(record);
      return item ? [[itemId(item), item] as const] : [];
    }));
    for (const candidate of candidates) known.set(itemId(candidate), { version: candidate.version, item: items.get(itemId(candidate)) });
  }
}
