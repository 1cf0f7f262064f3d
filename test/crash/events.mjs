/** How often each thing happens in a story, whatever is done to the network meanwhile. */
const BOTH = { "iia-copy-changed bound": 1, "iia-copy-changed in-effect": 1, "iia-approval-changed approved": 1, "partner-approval-changed": 1, "agreement-in-force": 1 };
const A = { ...BOTH, "draft-changed": 1, "iia-copy-changed sent": 1 };
const TERMINATED = { "iia-copy-changed terminated": 1, "iia-approval-changed approved": 2, "partner-approval-changed": 2, "agreement-in-force": 2 };

const EXPECTED = {
  linked: { A, B: { ...BOTH, "draft-changed": 1 } },
  adopted: { A, B: BOTH },
  "modified and reverted": { A: { ...A, "iia-copy-changed edited": 1, "iia-copy-changed reverted": 1, "agreement-in-force": 2 }, B: { ...BOTH, "agreement-in-force": 2 } },
  terminated: { A: { ...A, ...TERMINATED }, B: { ...BOTH, ...TERMINATED } },
};

/** Versions of the other's copy that are seen at most: a fault may let two changes be read at once. */
const MOST_COPIES = { linked: { A: 2, B: 2 }, adopted: { A: 2, B: 2 }, "modified and reverted": { A: 2, B: 4 }, terminated: { A: 3, B: 3 } };
const COPY = "partner-copy-changed";

/** What `timeline` of side `name` has too often or too seldom. */
export const eventFaults = (story, name, timeline) => {
  const counted = {};
  for (const { kind, what, hash } of timeline) {
    const event = [kind, what ?? (kind === "partner-approval-changed" && hash === undefined ? "withdrawn" : undefined)].filter((part) => part !== undefined).join(" ");
    counted[event] = (counted[event] ?? 0) + 1;
  }
  const { [COPY]: copies = 0, ...exact } = counted;
  const expected = EXPECTED[story][name];
  const wrong = [...new Set([...Object.keys(exact), ...Object.keys(expected)])].filter((event) => exact[event] !== expected[event]);
  return [
    ...wrong.map((event) => `${name}'s timeline has "${event}" ${exact[event] ?? 0} times, expected ${expected[event] ?? 0}`),
    ...(copies >= 1 && copies <= MOST_COPIES[story][name] ? [] : [`${name}'s timeline has "${COPY}" ${copies} times, expected 1 to ${MOST_COPIES[story][name]}`]),
  ];
};
