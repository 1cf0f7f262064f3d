/** Where the pages of a resource of the API are, below the institution; a resource that is missing here has none. */
const PAGES_OF: Readonly<Record<string, readonly string[]>> = {
  "agreements": ["agreements"],
  "incoming": ["agreements", "incoming"],
  "outgoing-nominations": ["nominations", "outgoing"],
  "incoming-nominations": ["nominations", "incoming"],
  "deliveries": ["network", "deliveries"],
};

/** The page of a record by its address below the institution in the API; undefined where it has none. */
export const recordPage = (address: string, hei: (...parts: readonly string[]) => string): string | undefined => {
  const [resource = "", ...ids] = address.split("/").map(decodeURIComponent);
  const pages = PAGES_OF[resource];
  return pages && hei(...pages, ...ids);
};
