/** Turns the text of a variable into a value; `read` gives undefined when the text is not what `expected` says. */
export interface Parser<T> {
  /** Continues "expected ...", e.g. `a whole number from 1 to 60`. */
  readonly expected: string;
  read(text: string): T | undefined;
}

export const text: Parser<string> = { expected: "some text", read: (value) => value };

/** A path; kept as it is given, relative ones start at the working directory. */
export const path: Parser<string> = { expected: "a path", read: (value) => (value.includes("\0") ? undefined : value) };

export const flag: Parser<boolean> = {
  expected: "true or false",
  read: (value) => ({ true: true, yes: true, 1: true, false: false, no: false, 0: false })[value.toLowerCase()],
};

/** A whole number within the bounds, both included. */
export const integer = (min: number, max: number): Parser<number> => ({
  expected: `a whole number from ${min} to ${max}`,
  read: (value) => (/^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined),
});

/** A decimal number within the bounds, both included. */
export const decimal = (min: number, max: number): Parser<number> => ({
  expected: `a number from ${min} to ${max}`,
  read: (value) => (/^\d{1,9}(\.\d{1,6})?$/.test(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined),
});

/** A TCP port; 0 lets the system choose. */
export const port: Parser<number> = { ...integer(0, 65_535), expected: "a port from 0 to 65535" };

export const oneOf = <const T extends string>(...choices: readonly T[]): Parser<T> => ({
  expected: choices.length === 1 ? `${choices[0]}` : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`,
  read: (value) => choices.find((choice) => choice === value),
});

const parsed = (value: string): URL | undefined => (URL.canParse(value) ? new URL(value) : undefined);

/** An address with one of the schemes, e.g. `https`; kept as it is given. */
export const url = (...schemes: readonly string[]): Parser<string> => ({
  expected: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`,
  read: (value) => {
    const found = parsed(value);
    return found && found.host !== "" && schemes.includes(found.protocol.slice(0, -1)) ? value : undefined;
  },
});

/** The address under which partners reach the network listener: endpoint URLs are made by adding paths to it (PROTOCOL 8 row 19). */
export const publicUrl: Parser<string> = {
  expected: "an https URL without user, query, fragment and trailing slash, e.g. https://ewp.example.edu",
  read: (value) => {
    const found = parsed(value);
    if (found?.protocol !== "https:" || found.username !== "" || found.password !== "" || /[?#]/.test(value) || value.endsWith("/")) return undefined;
    return value;
  },
};

/** Where the state is kept: a PostgreSQL server, or a directory of the embedded database. */
export const databaseUrl: Parser<string> = {
  expected: "postgres://user:password@host:port/name, or pglite: and a directory",
  read: (value) => (/^pglite:.+/.test(value) ? value : url("postgres", "postgresql").read(value)),
};

/** An API token as this node makes them. */
export const token: Parser<string> = {
  expected: "psl_ and 43 letters, digits, - or _ (`passerelle tokens generate` makes one)",
  read: (value) => (/^psl_[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined),
};

/** A secret that is not guessed: at least `shortest` characters. */
export const secretText = (shortest: number): Parser<string> => ({
  expected: `at least ${shortest} characters`,
  read: (value) => (value.length >= shortest ? value : undefined),
});

/** A time zone that this system knows, by its IANA name. */
export const timeZone: Parser<string> = {
  expected: "the IANA name of a time zone, e.g. Europe/Brussels",
  read: (value) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone && value;
    } catch {
      return undefined;
    }
  },
};

export const email: Parser<string> = {
  expected: "an e-mail address of an office, not of a person",
  read: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? value : undefined),
};
