import type { Config } from "../config/settings.js";
import type { AuditStore } from "../domain/audit/model.js";
import { withStore } from "./evidence-command.js";

export type { AuditHead } from "../domain/audit/model.js";

/** Runs `work` on the audit log of a node. */
export const withAudit = <T>(config: Config, work: (audit: AuditStore) => Promise<T>): Promise<T> => withStore(config, ({ audit }) => work(audit));
