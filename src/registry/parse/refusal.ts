/** Why a whole catalogue is unusable. A single broken entry never is a reason: it is skipped and counted. */
export type RefusalReason =
  | "not-xml"
  | "not-gzip"
  | "doctype"
  | "encoding"
  | "wrong-root"
  | "no-hosts"
  | "too-deep"
  | "too-large";

/** A catalogue that was not taken. `message` says what was found and what was expected. */
export class CatalogueRefused extends Error {
  constructor(readonly reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CatalogueRefused";
  }
}
