import { createContext, type ReactNode, useContext } from "react";
import { api, dataOf, type Schemas } from "./api.js";
import { type Scope, useMe } from "./me.js";
import { useAnswer } from "./queries.js";

const Here = createContext<string | undefined>(undefined);

/** The institution in the page's address. */
export const InstitutionProvider = ({ heiId, children }: { readonly heiId: string; readonly children: ReactNode }) => <Here.Provider value={heiId}>{children}</Here.Provider>;

/** The institution that the page is about. */
export const useHeiId = (): string => {
  const heiId = useContext(Here);
  if (heiId === undefined) throw new TypeError("the page stands outside an institution");
  return heiId;
};

/** Makes an address below the institution: `path("agreements", id)`. */
export const useHeiPath = (): ((...parts: readonly string[]) => string) => {
  const heiId = useHeiId();
  return (...parts) => ["/hei", ...[heiId, ...parts].map(encodeURIComponent)].join("/");
};

/** All institutions that this person may see. */
export const useInstitutions = (): readonly Schemas["Institution"][] =>
  useAnswer(["institutions"], async (signal) => (await dataOf(api.GET("/institutions", { signal }))).items);

/** Whether this person may do something for the institution of the page. What a page leaves out for it, the node refuses in any case. */
export const useMay = (): ((scope: Scope) => boolean) => {
  const { access } = useMe();
  const here = useHeiId();
  const scopes = new Set(access.filter(({ heiIds }) => heiIds === undefined || heiIds.includes(here)).flatMap((one) => one.scopes));
  return (scope) => scopes.has(scope);
};
