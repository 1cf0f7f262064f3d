/** What all operations on one transcript share: how it is named and by whom it is asked for. */
import type { TranscriptKey } from "../../domain/transcripts/model.js";
import { actorOf, type Caller } from "../../domain/access/caller.js";
import { given } from "../../kernel/given.js";
import { heiId, omobilityId } from "../../kernel/ids.js";

interface TranscriptPath {
  readonly heiId: string;
  readonly partnerHeiId: string;
  readonly omobilityId: string;
}

export const keyOf = (path: TranscriptPath): TranscriptKey => ({ heiId: heiId(path.heiId), partnerHeiId: heiId(path.partnerHeiId), omobilityId: omobilityId(path.omobilityId) });

interface TranscriptCall {
  readonly path: TranscriptPath;
  readonly ifMatch: number | undefined;
  readonly caller: Caller;
}

/** The transcript that the path names, at the revision of `If-Match`, asked for by the caller. */
export const commandOf = ({ path, ifMatch, caller }: TranscriptCall) => ({ key: keyOf(path), actor: actorOf(caller), ...given({ ifRevision: ifMatch }) });
