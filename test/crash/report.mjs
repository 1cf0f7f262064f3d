/** The rounds as a table and as JSON. */
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? undefined : sorted[Math.floor(sorted.length / 2)];
};
const shown = (value) => (value === undefined ? "-" : value.toFixed(1));

/** A row per fault: `{fault, rounds, failures, medianRecoverySeconds, worstRecoverySeconds}`. */
export const summaryOf = (rounds) => [...new Set(rounds.map(({ fault }) => fault))].map((fault) => {
  const those = rounds.filter((round) => round.fault === fault);
  const seconds = those.filter(({ violation }) => violation === undefined).map(({ recovered }) => recovered);
  return { fault, rounds: those.length, failures: those.filter(({ violation }) => violation !== undefined).length, medianRecoverySeconds: median(seconds), worstRecoverySeconds: seconds.length === 0 ? undefined : Math.max(...seconds) };
});

export const tableOf = (summary) => {
  const rows = [["fault", "rounds", "failures", "recovered after s (median)", "(worst)"], ...summary.map((row) => [row.fault, `${row.rounds}`, `${row.failures}`, shown(row.medianRecoverySeconds), shown(row.worstRecoverySeconds)])];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ").trimEnd()).join("\n");
};
