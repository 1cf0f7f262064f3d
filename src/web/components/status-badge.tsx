import type { ReactNode } from "react";

/** `us`: we have to act; `waiting`: somebody else has to; `good`: holds; `bad`: something is wrong; `quiet`: over, or not begun. */
export type Tone = "us" | "waiting" | "good" | "bad" | "quiet";

/** A status: the word says it, the colour and the mark repeat it. */
export const StatusBadge = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => <span className={`status ${tone}`}>{children}</span>;
