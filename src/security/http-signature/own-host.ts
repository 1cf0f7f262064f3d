/**
 * Check for the `Host` header of requests to `publicUrl`. The port may be given or left out whatever it is (PROTOCOL 8 row 6);
 * another port is another server. Names are case-insensitive.
 */
export const isHostOf = (publicUrl: URL): ((host: string) => boolean) => {
  const port = publicUrl.port || (publicUrl.protocol === "http:" ? "80" : "443");
  const accepted = new Set([publicUrl.hostname, `${publicUrl.hostname}:${port}`]);
  return (host) => accepted.has(host.toLowerCase());
};
