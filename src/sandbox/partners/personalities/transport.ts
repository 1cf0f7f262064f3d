import type { Personality } from "../personality.js";

const MINUTE_MS = 60_000;
const TOO_LONG_MS = 70_000;
const isNotification = (endpoint: string): boolean => endpoint.endsWith("-cnr url");
const two = (value: number): string => `${value}`.padStart(2, "0");

/** Central European winter time with its offset, which HTTP does not allow. */
const inLocalTime = (moment: Date): string => {
  const local = new Date(moment.getTime() + 60 * MINUTE_MS);
  return `${local.toUTCString().slice(0, 17)}${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} +0100`;
};

/** Faults of connections, clocks and signatures. */
export const TRANSPORT: readonly Personality[] = [
  {
    id: "slow-cnr", heiName: "Slowbrook University", fault: "Reads our copy before it answers our notification, and answers after 70 seconds.",
    look: "Send it an agreement; look at the delivery and at the check.",
    beforeAnswer: async ({ endpoint }, { look, pause }) => {
      if (!isNotification(endpoint)) return;
      if (endpoint === "iia-cnr url") await look();
      await pause(TOO_LONG_MS);
    },
  },
  {
    id: "chain-cut", heiName: "Halfchain College", fault: "Its server sends its certificate without the intermediate authority.",
    look: "Send it an echo and an agreement.", tls: "chain-cut",
  },
  {
    id: "expired", heiName: "Yesteryear University", fault: "The certificate of its server ran out days ago.",
    look: "Send it an echo and an agreement.", tls: "expired",
  },
  {
    id: "skew", heiName: "Sixminutes University", fault: "Its clock is six minutes ahead, and it refuses requests whose date is off by more than five.",
    look: "Send it an agreement, and let it propose one: both clocks refuse each other.", clockSkewMs: 6 * MINUTE_MS,
  },
  {
    id: "baddate", heiName: "Localtime University", fault: "Writes the Date header in its local time zone.",
    look: "Send it an echo, and let it propose an agreement.", dateFormat: inLocalTime,
  },
  {
    id: "bad-digest", heiName: "Recoded University", fault: "Makes the Digest header of its text before it encodes it as UTF-8.",
    look: "Send it an echo, and let it propose an agreement.", digestOf: (body) => Buffer.from(body.toString(), "utf16le"),
  },
  {
    id: "html-error", heiName: "Proxywell University", fault: "A proxy in front of it answers notifications with an HTML page and status 502.",
    look: "Send it an agreement; look at the delivery.",
    instead: ({ endpoint }) => (isNotification(endpoint) ? { status: 502, contentType: "text/html", body: "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>" } : undefined),
  },
];
