import { memory } from "../../../data/browser.js";
import { useHeiId } from "../../../data/institution.js";
import { useMe } from "../../../data/me.js";
import type { Terms } from "../model.js";

/** What was entered and not yet sent: kept in this browser, so that a reload or a lost connection takes nothing away. */
export interface Draft {
  /** What it was begun from; absent for a new agreement. */
  readonly base?: { readonly revision: number; readonly terms: Terms };
  /** With whom a new one is to be made. */
  readonly partner?: { readonly heiId: string; readonly name: string };
  readonly terms: Terms;
}

/** Where the draft of this person for one agreement is kept; `new` for one that is not there yet. */
export const useDraftKey = (agreementId: string): string => `passerelle.draft.${useMe().id}.${useHeiId()}.${agreementId}`;

export const keepDraft = (key: string, draft: Draft): void => memory.write(key, JSON.stringify(draft));

export const forgetDraft = (key: string): void => memory.remove(key);

export const draftIn = (key: string): Draft | undefined => {
  const text = memory.read(key);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Draft);
  } catch {
    forgetDraft(key);
    return undefined;
  }
};
