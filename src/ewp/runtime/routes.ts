/** Addresses of what we serve: `<public URL>/ewp/<heiId>/<api>/v<major>[/<endpoint>]`, and `.../manifest.xml` for discovery. */
import { type HeiId, heiId } from "../../kernel/ids.js";
import type { Api, Endpoint } from "./define.js";
import type { AnyHandler, Served } from "./serve.js";

export interface Route {
  readonly api: Api;
  readonly endpointName: string;
  readonly endpoint: Endpoint;
  readonly handler: AnyHandler;
}

/** What a path names: one of our institutions, perhaps, and something that it serves, perhaps. */
export interface Destination {
  readonly heiId?: HeiId;
  readonly route?: Route;
}

const pathBelowHei = (api: Api, endpointName: string): string => {
  if (api.access === "discovery") return "manifest.xml";
  return `${api.name}/v${api.major}${endpointName === "url" ? "" : `/${endpointName}`}`;
};

/** The public address of an endpoint; `publicUrl` has no slash at its end. */
export const endpointUrl = (publicUrl: string, ours: HeiId, api: Api, endpointName: string): string =>
  `${publicUrl}/ewp/${encodeURIComponent(ours)}/${pathBelowHei(api, endpointName)}`;

/** Name under which an endpoint is logged and reported: empty for a plain `url` (PROTOCOL 5.22). */
export const shownEndpoint = (endpointName: string): string => (endpointName === "url" ? "" : endpointName);

/**
 * A look-up from path to destination. `publicUrl` may have a path of its own, since the signed path is the public one.
 * Throws `RangeError` when two APIs want the same path.
 */
export const createRoutes = <S>(served: readonly Served<S>[], services: S, { publicUrl, isOurs }: {
  readonly publicUrl: string;
  readonly isOurs: (heiId: string) => boolean;
}): ((path: string) => Destination) => {
  const routes = tableOf(served, services);
  const prefix = `${new URL(publicUrl).pathname.replace(/\/$/, "")}/ewp/`;
  return (path) => {
    if (!path.startsWith(prefix)) return {};
    const slash = path.indexOf("/", prefix.length);
    const ours = path.slice(prefix.length, slash < 0 ? undefined : slash);
    if (!isOurs(ours)) return {};
    const route = slash < 0 ? undefined : routes.get(path.slice(slash + 1));
    return { heiId: heiId(ours), ...(route ? { route } : {}) };
  };
};

const tableOf = <S>(served: readonly Served<S>[], services: S): ReadonlyMap<string, Route> => {
  const routes = new Map<string, Route>();
  for (const { api, handlers } of served) {
    const bound = handlers(services);
    for (const [endpointName, endpoint] of Object.entries(api.endpoints)) {
      const path = pathBelowHei(api, endpointName);
      const handler = bound[endpointName];
      if (!handler || routes.has(path)) throw new RangeError(`${path} has ${handler ? "two handlers" : "no handler"}`);
      routes.set(path, { api, endpointName, endpoint, handler });
    }
  }
  return routes;
};
