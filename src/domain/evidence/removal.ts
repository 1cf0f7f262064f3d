import { encodeFields } from "./fields.js";

/** What retention took from one block at one time. */
export interface Removal {
  readonly chain: string;
  readonly height: number;
  readonly at: Date;
  /** Places within the block. */
  readonly places: readonly number[];
}

/** What the seal of a removal covers: without the key nobody passes off a row that he deleted as one that was due. */
export const removalText = ({ chain, height, at, places }: Removal): string =>
  encodeFields(["passerelle removal 1", chain, String(height), at.toISOString(), places.join(" ")]);
