import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import type { Clock, Logger } from "../../kernel/ports.js";
import { manifestFetcher } from "./fetch-manifest.js";
import { LocalRegistry, type Published } from "./registry.js";

export interface RegistrySettings {
  readonly port: number;
  readonly tlsCert: string;
  readonly tlsKey: string;
  /** Authorities that are trusted besides the usual ones when manifests are read. */
  readonly caFile?: string;
  readonly manifestUrls: readonly string[];
  /** Seconds between two readings of all manifests. */
  readonly pollSeconds: number;
}

export interface RunningRegistry {
  readonly catalogueUrl: string;
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const PATH = "/catalogue-v1.xml";
export const STATUS_PATH = "/status";

/** Serves the catalogue, `/status` and `/refresh` over HTTPS on 127.0.0.1. */
export const serveRegistry = async (settings: RegistrySettings, { clock, logger }: { readonly clock: Clock; readonly logger: Logger }): Promise<RunningRegistry> => {
  const server = createServer({ cert: readFileSync(settings.tlsCert), key: readFileSync(settings.tlsKey) });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(settings.port, HOST, resolve));
  const catalogueUrl = `https://${HOST}:${(server.address() as AddressInfo).port}${PATH}`;
  const registry = new LocalRegistry({ catalogueUrl, manifestUrls: settings.manifestUrls, fetchManifest: manifestFetcher(settings.caFile), clock });
  server.on("request", registryApp(registry));
  const again = (): void => void registry.refresh().catch((error: unknown) => logger.error("the manifests could not be imported", { error: String(error) }));
  const timer = setInterval(again, settings.pollSeconds * 1000);
  logger.info("the local registry is up", { catalogueUrl });
  return {
    catalogueUrl,
    stop: async () => {
      clearInterval(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};

/** The registry's addresses; `GET` of the catalogue takes both kinds of conditional request. */
export const registryApp = (registry: LocalRegistry): Express => {
  const app = express().disable("x-powered-by");
  app.get(PATH, async (_, response) => {
    const { xml, sha256, changedAt } = await registry.published();
    response.set({ ETag: `"${sha256}"`, "Last-Modified": changedAt.toUTCString(), "Cache-Control": "max-age=60, must-revalidate" }).type("text/xml").send(xml);
  });
  app.get(STATUS_PATH, async (_, response) => void response.json(statusOf(await registry.published())));
  app.post("/refresh", async (_, response) => void response.json(statusOf(await registry.refresh())));
  return app;
};

/** What `/status` and `/refresh` answer. */
export type RegistryStatus = Omit<Published, "xml" | "changedAt"> & { readonly changedAt: string };

const statusOf = ({ sha256, changedAt, manifests }: Published): RegistryStatus => ({ sha256, changedAt: changedAt.toISOString(), manifests });
