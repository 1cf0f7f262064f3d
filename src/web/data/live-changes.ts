/** Changes made elsewhere appear without a reload: the node tells that something changed, and what is shown is asked for again. */
import { useEffect } from "react";
import { useHeiId, useMay } from "./institution.js";
import { queryClient } from "./query-client.js";

/** However much happens, for example while a file is imported, pages are read again no more often than this. */
const REST_MS = 1_500;

/** Follows the change feed of the page's institution while the page can be seen: a browser has few connections for all of its tabs. */
export const useLiveChanges = (): void => {
  const heiId = useHeiId();
  const may = useMay();
  const isAudible = may("agreements:read") || may("mobilities:read");
  useEffect(() => (isAudible ? follow(heiId) : undefined), [heiId, isAudible]);
};

const follow = (heiId: string): (() => void) => {
  let source: EventSource | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const readAgain = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      void queryClient.invalidateQueries({ queryKey: ["hei", heiId] });
    }, REST_MS);
  };
  const listen = (): void => {
    source?.close();
    source = document.visibilityState === "visible" ? new EventSource(`/api/v1/institutions/${encodeURIComponent(heiId)}/changes/stream`) : undefined;
    source?.addEventListener("change", readAgain);
  };
  const onVisibility = (): void => {
    listen();
    // What happened while nobody looked.
    if (source) readAgain();
  };
  listen();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    source?.close();
    clearTimeout(waiting);
  };
};
