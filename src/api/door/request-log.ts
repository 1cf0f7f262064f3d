import type { RequestHandler, Response } from "express";
import type { Caller } from "../../domain/access/caller.js";
import type { Clock, Ids, Logger } from "../../kernel/ports.js";

/** The id that the answer, its problem and the log line share. */
export const requestIdOf = (response: Response): string => String(response.getHeader("X-Request-Id"));

/** Gives every request an id and, at its end, one log line. No query (search words may name people), no bodies, no tokens. */
export const requestLog = ({ clock, ids, log }: { readonly clock: Clock; readonly ids: Ids; readonly log: Logger }): RequestHandler => (request, response, next) => {
  const startedAt = clock.now().getTime();
  const { method, path } = request;
  const requestId = ids.uuid();
  response.setHeader("X-Request-Id", requestId);
  response.on("close", () => {
    const caller: Caller | undefined = response.locals["caller"];
    log.info("office request", {
      requestId, method, path, status: response.statusCode, durationMs: clock.now().getTime() - startedAt, caller: caller?.id, complete: response.writableFinished,
    });
  });
  next();
};
