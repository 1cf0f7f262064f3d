/** Figures for people: a table whose columns are as wide as they must be. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** `{median, min, max}` of what was measured; undefined when nothing was. */
export const spread = (values) => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : { median: median(known), min: Math.min(...known), max: Math.max(...known) };
};

export const shown = (figures, digits = 0) => {
  if (figures === undefined) return "-";
  const text = (value) => value.toFixed(digits);
  return `${text(figures.median)} (${text(figures.min)}..${text(figures.max)})`;
};

/** Markdown, so that it can be put into a README as it is. */
export const table = (head, rows) => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join("\n");
};
