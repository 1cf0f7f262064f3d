import { QueryClient } from "@tanstack/react-query";
import { Refused } from "./refused.js";

const TRIES = 2;

/** Refusals are answers: only a node that cannot be reached, or is busy, is asked again. */
const again = (count: number, error: Error): boolean => count < TRIES && (!(error instanceof Refused) || error.status === 0 || error.status === 503);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: again, staleTime: 10_000, refetchOnWindowFocus: true }, mutations: { retry: false } },
});
