/** What the browser gives us: the only place that asks it for time, chance and memory. */

export const now = (): Date => new Date();

export const uuid = (): string => crypto.randomUUID();

/** Kept in this browser until removed; without a memory (private windows may have none) everything is simply forgotten. */
export const memory = {
  read: (key: string): string | undefined => attempt(() => localStorage.getItem(key) ?? undefined),
  write: (key: string, text: string): void => attempt(() => localStorage.setItem(key, text)),
  remove: (key: string): void => attempt(() => localStorage.removeItem(key)),
};

const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

/** Whether the text is in the clipboard now: browsers give it only to pages that came by a safe way. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
