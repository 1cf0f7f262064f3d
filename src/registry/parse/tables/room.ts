const SMALL_BYTES = 1 << 20;
const LARGE_BYTES = 33 << 20;

/**
 * How much to allocate where `bytes` are needed: small blocks as they are, larger ones beyond 32 MB. The C library takes blocks
 * of that size from the system one by one and gives them back when they are freed; mid-sized ones it keeps among its own, and they
 * teach it to keep more. Memory that is never written costs nothing, so a block of 33 MB with 8 MB in it weighs 8 MB.
 */
export const roomFor = (bytes: number): number => (bytes <= SMALL_BYTES ? bytes : Math.max(bytes, LARGE_BYTES));
