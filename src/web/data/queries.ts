/** Asking the API from pages. Keys begin with what a change elsewhere names: institution, resource, id. */
import { keepPreviousData, type QueryKey, useInfiniteQuery, useMutation, type UseMutationResult, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryClient } from "./query-client.js";

/** The answer; the page waits (Suspense) until it is there, and its error boundary shows a refusal. */
export const useAnswer = <T>(queryKey: QueryKey, ask: (signal: AbortSignal) => Promise<T>): T =>
  useSuspenseQuery({ queryKey, queryFn: ({ signal }) => ask(signal) }).data;

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A list of the API as far as it was read. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly isComplete: boolean;
  /** The first page, or one after it, is on its way. */
  readonly isLoading: boolean;
  /** What is shown is still the answer to the question before. */
  readonly isStale: boolean;
  readonly error: Error | null;
  readonly more: () => void;
}

/** A list page by page; the answer before stays until the next is there. */
export const usePages = <T>(queryKey: QueryKey, ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>): Pages<T> => {
  const query = useInfiniteQuery({
    queryKey, queryFn: ({ pageParam, signal }) => ask(pageParam, signal), initialPageParam: undefined as string | undefined, getNextPageParam: ({ next }) => next, placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    items, isComplete: !hasNextPage && data !== undefined, isLoading: isFetching, isStale: query.isPlaceholderData, error: query.error,
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
  };
};

/** Something that changes the node; afterwards whatever begins with one of `changes` is asked for again. */
export const useAct = <I, T>(act: (input: I) => Promise<T>, changes: readonly QueryKey[]): UseMutationResult<T, Error, I> =>
  useMutation({ mutationFn: act, onSettled: () => Promise.all(changes.map((queryKey) => queryClient.invalidateQueries({ queryKey }))) });
