import { useSyncExternalStore } from "react";

/** Phones, and windows as narrow as one; styles/layout.css breaks at the same width. */
const NARROW = window.matchMedia("(max-width: 46rem)");

const subscribe = (changed: () => void): (() => void) => {
  NARROW.addEventListener("change", changed);
  return () => NARROW.removeEventListener("change", changed);
};

export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => NARROW.matches);
