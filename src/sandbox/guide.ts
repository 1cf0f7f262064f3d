import { doorUrlAt, type FaultyPlan } from "./network/plan.js";
import type { RunningNetwork } from "./network/start.js";
import { accountsOf } from "./samples/accounts.js";

/** Where everything is, and commands that work as they stand. */
export const guide = ({ catalogueUrl, certificates, nodes, faulty, tester, portBase, password }: RunningNetwork, dataDir: string): string => {
  const [first, second] = nodes;
  if (!first || !second) throw new RangeError("A sandbox has at least two nodes.");
  const ask = (number: number): string => `curl -s --cacert "$CA" -H "Authorization: Bearer $TOKEN_${number}"`;
  return [
    "",
    `Registry   ${catalogueUrl}`,
    ...nodes.flatMap(({ name, heiName, heiId, networkUrl, officeUrl }) => ["", `${name}     ${heiName} (${heiId})`, `  network  ${networkUrl}`, `  office   ${officeUrl}/`, `  sign in  ${accountsOf(heiId).map(({ email }) => email).join(", ")}`]),
    "",
    `The password of all of them is ${password}`,
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
    "  # students who go abroad, and the learning agreements that the partner has read",
    `  ${ask(1)} ${first.officeUrl}/api/v1/institutions/${first.heiId}/outgoing-nominations`,
    `  ${ask(2)} ${second.officeUrl}/api/v1/institutions/${second.heiId}/incoming-learning-agreements`,
    "",
    "  # a signed echo across the network, and what the partner can do",
    `  ${ask(1)} -H "Content-Type: application/json" -d '{"heiId":"${first.heiId}"}' ${first.officeUrl}/api/v1/partners/${second.heiId}/echo`,
    `  ${ask(1)} ${first.officeUrl}/api/v1/partners/${second.heiId}`,
    "",
    "  # hold a node to the rules of the network",
    `  npx passerelle self-test ${first.manifestUrl} --key ${tester.keyFile} --ca "$CA" --html self-test.html`,
    ...faulty.length > 0 ? faultyGuide(faulty, first.heiId, doorUrlAt(portBase)) : [],
    "",
    "Ctrl-C ends everything.",
  ].join("\n");
};

/** What is wrong with each faulty partner, what to look at, and how to make it do something. */
const faultyGuide = (faulty: readonly FaultyPlan[], ourHei: string, doorUrl: string): readonly string[] => [
  "",
  "Faulty partners. They answer proposals with copies of their own and approve what is linked, each with its fault. They remember nothing from run to run.",
  ...faulty.flatMap(({ personality: { id, heiName, fault, look }, heiId }) => ["", `${id}     ${heiName} (${heiId})`, `  ${fault}`, `  ${look}`]),
  "",
  "  # let one propose an agreement; what each shows, heard and said; all that they can do",
  `  curl -sX POST '${doorUrl}/${faulty[0]?.personality.id}/propose?hei_id=${ourHei}'`,
  `  curl -s ${doorUrl}/${faulty[0]?.personality.id}`,
  `  curl -s ${doorUrl}/`,
];
