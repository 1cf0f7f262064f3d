import { useSuspenseQuery } from "@tanstack/react-query";
import { api, dataOf, rememberCsrfToken, type Schemas } from "./api.js";
import { queryClient } from "./query-client.js";
import { Refused } from "./refused.js";

export type Scope = Schemas["Scope"];
export type Me = Schemas["Me"];

const KEY = ["/me"];

/** Who is signed in; `undefined` when nobody is. */
const ask = async (): Promise<Me | null> => {
  try {
    const me = await dataOf(api.GET("/me"));
    rememberCsrfToken("csrfToken" in me && typeof me.csrfToken === "string" ? me.csrfToken : undefined);
    return me;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return null;
    throw error;
  }
};

export const useMaybeMe = (): Me | null => useSuspenseQuery({ queryKey: KEY, queryFn: ask, staleTime: 300_000 }).data;

/** Only inside the shell, which nobody sees who is not signed in. */
export const useMe = (): Me => {
  const me = useMaybeMe();
  if (!me) throw new TypeError("nobody is signed in");
  return me;
};

/** Asks again who is signed in and forgets what the one before saw. */
export const signedInOrOut = async (): Promise<void> => {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  await queryClient.invalidateQueries({ queryKey: KEY });
};
