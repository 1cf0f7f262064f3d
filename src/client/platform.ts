/** What the platform of the caller gives: the only file of the client that asks it for time, chance and the network. */
export const platform = {
  fetch: (request: Request): Promise<Response> => fetch(request),
  uuid: (): string => crypto.randomUUID(),
  now: (): number => Date.now(),
  wait: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)),
};

export type Platform = typeof platform;
