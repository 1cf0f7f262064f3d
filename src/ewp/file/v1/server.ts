import type { FileStore } from "../../../domain/files/model.js";
import { badRequest } from "../../../kernel/errors.js";
import { RawAnswer, serve } from "../../runtime/serve.js";
import { fileV1 } from "./api.js";

/** A file for a partner that was given its id; what others ask for does not exist for them (PROTOCOL 1.3, 5.7). */
export const serveFileV1 = serve(fileV1, ({ files }: { readonly files: Pick<FileStore, "visibleTo"> }) => ({
  url: async ({ heiId, params, requester }) => {
    for (const partner of requester.heiIds) {
      const file = await files.visibleTo(heiId, params.fileId, partner);
      if (file) return new RawAnswer({ bytes: file.bytes, mediaType: file.mediaType, headers: { "cache-control": "private, max-age=31536000, immutable" } });
    }
    throw badRequest("file_id: no file with this id is shared with the calling institution.");
  },
}));
