import { STATUS_CODES } from "node:http";
import type { Schema } from "../operation.js";

export type Problem = Schema<"Problem">;

/** A problem before it is given the id of its request. */
export interface Refusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: Omit<Problem, "requestId">;
}

type Facts = Pick<Problem, "status" | "detail" | "userMessages" | "errors" | "error" | "details" | "partner"> & { readonly code: string; readonly headers?: Readonly<Record<string, string>> };

/** A refusal as RFC 9457 wants it; `type` is a stable URN of the code, `title` the status in words. */
export const refusal = ({ code, headers = {}, status, detail, ...rest }: Facts): Refusal => ({
  headers,
  problem: { type: `urn:passerelle:problem:${code}`, title: STATUS_CODES[status] ?? "Error", status, detail, ...rest },
});
