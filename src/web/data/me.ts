import { useSuspenseQuery } from "@tanstack/react-query";
import { api, dataOf, rememberCsrfToken, type Schemas } from "./api.js";
import { memory } from "./browser.js";
import { queryClient } from "./query-client.js";
import { Refused } from "./refused.js";

export type Scope = Schemas["Scope"];
export type Me = Schemas["Me"];

const KEY = ["me"];
/** Somebody signed in with this browser before: then the first question is who, not whether. */
const SEEN = "passerelle.signed-in";

const ask = async (): Promise<Me | null> => {
  if (memory.read(SEEN) === undefined && !(await dataOf(api.GET("/sign-in"))).signedIn) return null;
  const me = await dataOf(api.GET("/me")).catch((error: unknown) => {
    if (error instanceof Refused && error.status === 401) return null;
    throw error;
  });
  rememberCsrfToken(me?.csrfToken);
  if (me) memory.write(SEEN, "yes");
  else memory.remove(SEEN);
  return me;
};

/** Who is signed in; null when nobody is. */
export const useMaybeMe = (): Me | null => useSuspenseQuery({ queryKey: KEY, queryFn: ask, staleTime: 300_000 }).data;

/** Only inside the shell, which nobody sees who is not signed in. */
export const useMe = (): Me => {
  const me = useMaybeMe();
  if (!me) throw new TypeError("nobody is signed in");
  return me;
};

export const signedIn = async (): Promise<void> => {
  memory.write(SEEN, "yes");
  await queryClient.resetQueries();
};

/** Whatever the one before saw is forgotten. */
export const signedOut = async (): Promise<void> => {
  memory.remove(SEEN);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  await queryClient.resetQueries({ queryKey: KEY });
};
