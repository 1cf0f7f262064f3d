import { type ComponentType, lazy } from "react";
import type { Scope } from "../data/me.js";
import type shell from "../messages/en/shell.json";

export interface Area {
  /** First part of its addresses below `/hei/{heiId}`, and the name of its texts in `shell.json`, `areas`. */
  readonly name: keyof typeof shell.areas;
  /** Who has none of these scopes does not see it; the node refuses in any case. */
  readonly scopes: readonly Scope[];
  /** Everything below `/hei/{heiId}/{name}`, loaded when it is first opened. */
  readonly Pages: ComponentType;
}

/** The areas in the order of the navigation; the first one that a person may see is where they begin. To add one: a row. */
export const AREAS: readonly Area[] = [
  { name: "inbox", scopes: ["agreements:read", "mobilities:read", "network:read"], Pages: lazy(async () => ({ default: (await import("../areas/inbox/inbox-pages.js")).InboxPages })) },
  { name: "agreements", scopes: ["agreements:read"], Pages: lazy(async () => ({ default: (await import("../areas/agreements/agreements-pages.js")).AgreementsPages })) },
  { name: "nominations", scopes: ["mobilities:read"], Pages: lazy(async () => ({ default: (await import("../areas/nominations/nominations-pages.js")).NominationsPages })) },
  { name: "deadlines", scopes: ["agreements:read", "mobilities:read"], Pages: lazy(async () => ({ default: (await import("../areas/deadlines/deadlines-pages.js")).DeadlinesPages })) },
  { name: "network", scopes: ["network:read"], Pages: lazy(async () => ({ default: (await import("../areas/network/network-pages.js")).NetworkPages })) },
];
