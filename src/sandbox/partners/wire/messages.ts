import type { HeiId } from "../../../kernel/ids.js";

/** A request as the scripted node understood it. */
export interface Asked {
  /** API and endpoint as in the manifest, e.g. `iias get`, `iia-cnr url`. */
  readonly endpoint: string;
  readonly method: string;
  readonly params: URLSearchParams;
  /** What was posted: a form, or a document. */
  readonly body: string;
  /** The institution whose key signed; undefined when the signature was refused. */
  readonly from: HeiId | undefined;
  /** The whole request as text: request line, headers, body. */
  readonly raw: string;
}

/** An answer before date, digest and signature. */
export interface Answer {
  readonly status: number;
  /** Empty: none is sent. */
  readonly contentType: string;
  readonly body: string;
}

/** What came of a request that the scripted node made. */
export interface Said {
  readonly to: HeiId;
  readonly endpoint: string;
  readonly params: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  /** The `developer-message` of a refusal, or why there was no answer. */
  readonly message?: string;
}

export const XML = "text/xml; charset=utf-8";
