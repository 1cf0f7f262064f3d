import type { RunningNetwork } from "./network/start.js";

/** Where everything is, and commands that work as they stand. */
export const guide = ({ catalogueUrl, certificates, nodes }: RunningNetwork, dataDir: string): string => {
  const [first, second] = nodes;
  if (!first || !second) throw new RangeError("A sandbox has at least two nodes.");
  const ask = (number: number): string => `curl -s --cacert "$CA" -H "Authorization: Bearer $TOKEN_${number}"`;
  return [
    "",
    `Registry   ${catalogueUrl}`,
    ...nodes.flatMap(({ name, heiName, heiId, networkUrl, officeUrl }) => ["", `${name}     ${heiName} (${heiId})`, `  network  ${networkUrl}`, `  office   ${officeUrl}/api/v1`]),
    "",
    `Data and logs are in ${dataDir}; delete that folder to begin anew. The database is for trying out: it survives kill -9, but no power cut.`,
    "",
    "Try first, in another terminal:",
    "",
    `  export CA=${certificates.caFile}`,
    ...nodes.slice(0, 2).map(({ token }, at) => `  export TOKEN_${at + 1}=${token}`),
    "",
    `  # the agreements of ${first.heiName}, and what waits to be linked at its partner`,
    `  ${ask(1)} ${first.officeUrl}/api/v1/institutions/${first.heiId}/agreements`,
    `  ${ask(2)} ${second.officeUrl}/api/v1/institutions/${second.heiId}/incoming`,
    "",
    "  # a signed echo across the network, and what the partner can do",
    `  ${ask(1)} -H "Content-Type: application/json" -d '{"heiId":"${first.heiId}"}' ${first.officeUrl}/api/v1/partners/${second.heiId}/echo`,
    `  ${ask(1)} ${first.officeUrl}/api/v1/partners/${second.heiId}`,
    "",
    "Ctrl-C ends everything.",
  ].join("\n");
};
