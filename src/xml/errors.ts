/** The bytes are no XML that this node is willing to read. The message says what and where; `line` starts at 1. */
export class XmlRefused extends Error {
  constructor(reason: string, readonly line?: number) {
    super(line === undefined ? reason : `line ${line}: ${reason}`);
    this.name = "XmlRefused";
  }
}

/** One fault of a document, e.g. `{ path: "/iias-get-response/iia[2]/partner[1]/hei-id", problem: "missing" }`. */
export interface XmlProblem {
  readonly path: string;
  readonly problem: string;
}

/** A document that is well-formed but not what its schema asks for. `problems` holds the first 20, `total` counts all. */
export class XmlInvalid extends Error {
  constructor(readonly problems: readonly XmlProblem[], readonly total: number = problems.length) {
    super(listed(problems, total));
    this.name = "XmlInvalid";
  }
}

const listed = (problems: readonly XmlProblem[], total: number): string => {
  const lines = problems.map(({ path, problem }) => `${path}: ${problem}`).join("; ");
  return total > problems.length ? `${lines}; and ${total - problems.length} more` : lines;
};

/** Where we are, as a chain that is only written out when a problem has to be told. */
export interface Path {
  readonly parent?: Path;
  readonly step: string;
  /** 1-based position among the elements of the same name; given only where the schema allows several. */
  readonly index?: number;
}

/** `/iias-get-response/iia[2]/partner[1]/hei-id` */
export const formatPath = (path: Path): string =>
  `${path.parent ? formatPath(path.parent) : ""}/${path.step}${path.index === undefined ? "" : `[${path.index}]`}`;

const MOST = 20;

/** Collects problems while a document is read or written, so that the other side hears of all of them at once. */
export class Problems {
  readonly #found: XmlProblem[] = [];
  #total = 0;

  add(path: Path, problem: string): void {
    this.#total += 1;
    if (this.#found.length < MOST) this.#found.push({ path: formatPath(path), problem });
  }

  /** Throws `XmlInvalid` when anything was added. */
  throwIfAny(): void {
    if (this.#total > 0) throw new XmlInvalid(this.#found, this.#total);
  }
}
