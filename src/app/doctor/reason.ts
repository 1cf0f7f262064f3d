/** The sentence of whatever was thrown, without the addresses and values that errors of drivers bring along. */
export const reasonOf = (error: unknown): string => {
  const message = typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
  return (message.split("\n", 1)[0] ?? "").replace(/\/\/[^\s/@]+@/g, "//***@");
};
