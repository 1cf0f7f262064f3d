import { underCircumstances } from "../../app/doctor/circumstances.js";
import { examine, type Looked } from "../../app/doctor/doctor.js";
import { createSystem } from "../../app/system.js";
import { type Command, print } from "../command.js";
import { configured } from "../configured.js";

const SIGNS = { ok: "ok     ", warning: "WARNING", fault: "FAULT  ", skipped: "skipped" } as const;

const lineOf = ({ check, level, says, fix }: Looked): string => `${SIGNS[level]}  ${check}: ${says}${fix === undefined ? "" : `\n         -> ${fix}`}`;

export const command: Command = {
  usage: "doctor",
  about: "Looks at what settings cannot tell: clock, TLS and manifest as partners see them, proxy, keys in the catalogue, database, Redis, disk, outbox. Names the fix for each fault. Ends with 1 when there is one. Changes nothing; run it beside the node, with its settings.",
  options: { json: { about: "findings as JSON, for a monitoring system" } },
  async run(args) {
    const config = configured();
    const findings = await underCircumstances(config, createSystem({ ...config.log, level: "error" }), examine);
    const skipped = findings.filter(({ level }) => level === "skipped").length;
    const faults = findings.filter(({ level }) => level === "fault").length;
    print(args.flag("json") ? JSON.stringify({ faults, findings }, null, 2) : [...findings.map(lineOf), "", `${faults === 0 ? "No" : faults} ${faults === 1 ? "fault" : "faults"}; ${skipped === 0 ? "everything was looked at" : `${skipped} not looked at`}.`].join("\n"));
    return faults === 0 ? 0 : 1;
  },
};
