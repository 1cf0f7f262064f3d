/** How often each thing happens in a story, whatever is done to the network meanwhile: a number, or the least and the most. */
const BOTH = { "iia-copy-changed bound": 1, "iia-copy-changed in-effect": 1, "iia-approval-changed approved": 1, "partner-approval-changed": 1, "agreement-in-force": 1 };
const A = { ...BOTH, "draft-changed": 1, "iia-copy-changed sent": 1 };
const TERMINATED = { "iia-copy-changed terminated": 1, "iia-approval-changed approved": 2, "partner-approval-changed": 2, "agreement-in-force": 2 };
/** A fault may let two changes be read at once. */
const copies = (most) => ({ "partner-copy-changed": [1, most] });

const DRAFTED_AND_SENT = { "omobility-drafted": 1, "omobility-changed sent": 1, "omobility-delivered": 1 };
const NOMINATED = { A: { ...DRAFTED_AND_SENT, "omobility-changed approved": 1 }, B: { "imobility-seen": [1, 2], "imobility-decided approve": 1 } };
const MISTAKEN = { A: { ...DRAFTED_AND_SENT, "omobility-changed rejected": 1, "omobility-changed cancelled": 1 }, B: { "imobility-seen": [2, 3], "imobility-decided reject": 1 } };
/** A draft may be made again when it is not known whether it came through: nobody hears of it. */
const AGREED = {
  A: { "la-drafted": [6, 12], "la-changed proposed": 3, "la-changed rejected": 1, "la-changed approved": 2 },
  B: { "incoming-la-seen": [3, 6], "incoming-la-gone": [0, 1], "incoming-la-answered comment": 1, "incoming-la-answered approve": 2, "incoming-la-told accepted": 3 },
};
const STAYED = { A: { "arrival-reported": 2 }, B: { "imobility-changed dates": 2 } };
const TRANSCRIBED = {
  A: { "transcript-received": 2, "recognition-decided open": 1, "recognition-decided partially-positive": 1, "recognition-decided positive": 1 },
  B: { "transcript-drafted": 2, "transcript-changed issued": 1, "transcript-changed corrected": 1 },
};
const together = (...parts) => ({ A: Object.assign({}, ...parts.map((part) => part.A)), B: Object.assign({}, ...parts.map((part) => part.B)) });

const EXPECTED = {
  linked: { A: { ...A, ...copies(2) }, B: { ...BOTH, "draft-changed": 1, ...copies(2) } },
  adopted: { A: { ...A, ...copies(2) }, B: { ...BOTH, ...copies(2) } },
  "modified and reverted": { A: { ...A, "iia-copy-changed edited": 1, "iia-copy-changed reverted": 1, "agreement-in-force": 2, ...copies(2) }, B: { ...BOTH, "agreement-in-force": 2, ...copies(4) } },
  terminated: { A: { ...A, ...TERMINATED, ...copies(3) }, B: { ...BOTH, ...TERMINATED, ...copies(3) } },
  "nominated, mistaken": MISTAKEN,
  "nominated, mobility": NOMINATED,
  "a student's journey, mistaken": MISTAKEN,
  "a student's journey, mobility": together(NOMINATED, AGREED, STAYED, TRANSCRIBED),
};

/** What `timeline` of side `name` has too often or too seldom. */
export const eventFaults = (story, name, timeline) => {
  const counted = {};
  for (const event of timeline.map(titleOf)) counted[event] = (counted[event] ?? 0) + 1;
  const expected = EXPECTED[story][name];
  return [...new Set([...Object.keys(counted), ...Object.keys(expected)])].flatMap((event) => {
    const [times, [least, most]] = [counted[event] ?? 0, [expected[event] ?? 0].flat()];
    return times >= least && times <= (most ?? least) ? [] : [`${name}'s timeline (${story}) has "${event}" ${times} times, expected ${[least, most].filter((one) => one !== undefined).join(" to ")}`];
  });
};

const titleOf = ({ kind, what, decision, verdict, outcome, status, hash }) =>
  [kind, what ?? decision ?? verdict ?? outcome ?? status ?? (kind === "partner-approval-changed" && hash === undefined ? "withdrawn" : undefined)].filter((part) => part !== undefined).join(" ");
