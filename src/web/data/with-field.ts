/** The object with a field, or without it when there is nothing to say: partners' checksums tell an empty field from none. */
export const withField = <T extends object>(of: T, name: string, value: unknown): T => {
  const others = Object.entries(of).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined || value === "" ? others : [...others, [name, value]]) as T;
};
