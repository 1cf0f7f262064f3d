import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the package's default kind) with what OWASP asks for at least: 19 MiB, twice, about 20 ms in a thread of its own. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes of passwords, slow on purpose. */
export const argon2Passwords = () => {
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password: string): Promise<string> => hash(password.normalize("NFC"), COST),
    /** Without a hash the password is held to one that nobody has, so that the time tells nothing. */
    fits: async (known: string | undefined, password: string): Promise<boolean> => {
      const compared = known ?? (await (nobodys ??= hash("nobody has this password", COST)));
      return (await verify(compared, password.normalize("NFC"))) && known !== undefined;
    },
  };
};
