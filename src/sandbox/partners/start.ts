import type { Clock, Ids } from "../../kernel/ports.js";
import type { CertifiedKey } from "../../security/keys/certificates.js";
import { doorTo } from "./door.js";
import { listening } from "./wire/listening.js";
import { NetworkView } from "./wire/network-view.js";
import type { Personality } from "./personality.js";
import { ScriptedNode } from "./scripted-node.js";
import { tlsFor } from "./wire/tls.js";

export interface PartnersSettings {
  readonly personalities: readonly Personality[];
  /** The door is here, the partners behind it, each at the next port; 0 for any that are free. */
  readonly port: number;
  /** Issues the partners' certificates; nodes and registry trust it. */
  readonly ca: CertifiedKey;
  readonly catalogueUrl: string;
}

export interface RunningPartners {
  readonly nodes: readonly ScriptedNode[];
  readonly doorUrl: string;
  stop(): Promise<void>;
}

/** Starts scripted partners, each its own institution, and the door to them. They join the network by their manifests. */
export const startPartners = async ({ personalities, port, ca, catalogueUrl }: PartnersSettings, { clock, ids }: { readonly clock: Clock; readonly ids: Ids }): Promise<RunningPartners> => {
  const network = new NetworkView({ catalogueUrl, ca: ca.certificatePem });
  const nodes = await Promise.all(personalities.map(async (personality, at) =>
    ScriptedNode.start({ personality, network, clock, ids, tls: await tlsFor(personality, ca, clock.now()), port: port === 0 ? 0 : port + at + 1 })));
  const door = doorTo(nodes);
  return {
    nodes,
    doorUrl: `http://127.0.0.1:${await listening(door, port)}`,
    stop: async () => {
      door.close().closeAllConnections();
      for (const node of nodes) node.stop();
      await network.close();
    },
  };
};
