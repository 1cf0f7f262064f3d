import { type Check, ok, skipped, warning } from "../finding.js";

export const records: Check = {
  name: "records",
  run: async ({ store, config }) => {
    if (typeof store === "string" || (await store.pendingMigrations()).length > 0) return [skipped("The records of students cannot be read.")];
    const open = Object.entries(await store.retention.overdue(config.records)).filter(([, counts]) => counts.open > 0);
    if (open.length === 0) return [ok("No record of a student is kept longer than it should be.")];
    return [warning(`Records of students are past their time and stay, since their procedure is open: ${open.map(([kind, counts]) => `${counts.open} ${kind}`).join(", ")}.`,
      "Answer, cancel or recognise them, and look at deliveries that wait; then they are removed by themselves.")];
  },
};
