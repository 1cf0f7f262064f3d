/** The exchanges of an agreement in force, signed by both sides with keys of their own, as our node keeps them. */
import { gzipSync } from "node:zlib";
import type { Agreement, AgreementCopy, AgreementPair } from "../../../src/domain/agreements/model.js";
import type { Exchange } from "../../../src/domain/exchanges/model.js";
import { iiasApprovalResponse } from "../../../src/ewp/iias-approval/v2/documents.js";
import { getResponse } from "../../../src/ewp/iias/v7/documents.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { toWireIia } from "../../../src/ewp/iias/v7/mapping.js";
import { iiaId, type Sha256Hex } from "../../../src/kernel/ids.js";
import { digestHeader, sha256 } from "../../../src/security/digest.js";
import { echoOf } from "../../../src/security/http-signature/request-head.js";
import { signRequest } from "../../../src/security/http-signature/sign-request.js";
import { signResponse } from "../../../src/security/http-signature/sign-response.js";
import { writeDocument } from "../../../src/xml/write.js";
import { fullCopy } from "../agreements/copies.js";
import { sampleAgreement } from "../agreements/sample-agreements.js";
import { P, US } from "./slice-node.js";
import { testHost } from "./ewp-hosts.js";

const OURS = iiaId("ours-1");
const THEIRS = iiaId("theirs/1&2");
const AT = new Date("2026-03-01T08:00:00.000Z");
const hosts = { us: testHost(US), partner: testHost(P) };

interface Talk {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly api: string;
  readonly endpoint?: string;
  readonly method?: "GET" | "POST";
  readonly iiaId: string;
  readonly answer: string;
  readonly gzip?: boolean;
}

const talk = async ({ id, direction, api, endpoint = "", method = "GET", iiaId: named, answer, gzip = false }: Talk, minute: number): Promise<Exchange> => {
  const [asking, answering] = direction === "in" ? [hosts.partner, hosts.us] : [hosts.us, hosts.partner];
  const at = new Date(AT.getTime() + minute * 60_000);
  const form = new URLSearchParams({ iia_id: named }).toString();
  const url = new URL(`https://${answering.heiId}/ewp/${api}${method === "GET" ? `?${form}` : ""}`);
  const requestBody = Buffer.from(method === "GET" ? "" : form);
  const requestId = `00000000-0000-4000-8000-${String(minute).padStart(12, "0")}`;
  const request = await signRequest({ ...signer(asking.client), method, url, body: requestBody, headers: {}, requestId, now: at });
  const responseBody = gzip ? gzipSync(answer) : Buffer.from(answer);
  const headers = { "content-type": "application/xml", ...(gzip && { "content-encoding": "gzip" }) };
  const response = await signResponse({ ...signer(answering.server), ...echoOf(request.headers), headers, digest: digestHeader(sha256(responseBody)), now: at });
  return {
    id, direction, heiId: US, partnerHeiId: P, api, endpoint, requestId, method, url: url.href, requestHeaders: request.headers, requestBody,
    status: 200, responseHeaders: response, responseBody, at, durationMs: 7,
    signedWith: [asking.client, answering.server].map((key) => ({ fingerprint: key.fingerprint, key: key.privateKey })),
  };
};

const signer = ({ fingerprint, privateKey }: ReturnType<typeof testHost>["client"]) => ({ keyId: fingerprint, privateKey });
const copyOf = (own: string): AgreementCopy => fullCopy(own === US ? { id: OURS, own: US, partner: P, partnerIiaId: THEIRS } : { id: THEIRS, own: P, partner: US, partnerIiaId: OURS });
const served = (copy: AgreementCopy): { readonly xml: string; readonly hash: Sha256Hex } => {
  const { hash } = hashCopy(copy);
  return { hash, xml: writeDocument(getResponse, { iias: [toWireIia(copy, hash)] }) };
};

export const agreedEvidence = async (): Promise<{ readonly pair: AgreementPair; readonly exchanges: readonly Exchange[] }> => {
  const ours = served(copyOf(US));
  const theirs = served(copyOf(P));
  const approval = (id: string, iiaHash: Sha256Hex) => writeDocument(iiasApprovalResponse, { approvals: [{ iiaId: iiaId(id), iiaHash }] });
  const none = writeDocument(iiasApprovalResponse, { approvals: [] });
  const talks: readonly Talk[] = [
    { id: "theirs-told", direction: "in", api: "iia-cnr", method: "POST", iiaId: THEIRS, answer: "<iia-cnr-response/>" },
    { id: "theirs-read", direction: "out", api: "iias", endpoint: "get", iiaId: THEIRS, answer: theirs.xml },
    { id: "ours-served", direction: "in", api: "iias", endpoint: "get", iiaId: OURS, answer: ours.xml, gzip: true },
    { id: "ours-served-again", direction: "in", api: "iias", endpoint: "get", iiaId: OURS, answer: ours.xml },
    { id: "not-yet", direction: "out", api: "iias-approval", iiaId: OURS, answer: none },
    { id: "they-approved", direction: "out", api: "iias-approval", iiaId: OURS, answer: approval(OURS, ours.hash) },
    { id: "we-told", direction: "out", api: "iia-approval-cnr", method: "POST", iiaId: THEIRS, answer: "<iia-approval-cnr-response/>" },
    { id: "we-approved", direction: "in", api: "iias-approval", iiaId: THEIRS, answer: approval(THEIRS, theirs.hash) },
    { id: "of-another", direction: "in", api: "iias", endpoint: "get", iiaId: "another", answer: ours.xml },
  ];
  const exchanges = await Promise.all(talks.map(talk));
  const mine = { copy: copyOf(US), hash: ours.hash, version: 2, at: AT };
  const approvals = { approvalByUs: { hash: theirs.hash, at: AT, exchangeId: "theirs-read" }, approvalByPartner: { hash: ours.hash, at: AT, exchangeId: "they-approved" } };
  const theirVersion = { copy: copyOf(P), hash: theirs.hash, version: 1, declaredHash: theirs.hash, validForApproval: true, exchangeId: "theirs-read", receivedAt: AT };
  const agreement: Agreement = { ...sampleAgreement({ id: OURS }), partnerIiaId: THEIRS, mine, ...approvals, inForce: { mine, theirs: theirVersion, ...approvals, since: AT } };
  return { exchanges, pair: { agreement, theirs: { heiId: US, partnerHeiId: P, iiaId: THEIRS, current: theirVersion, confirmedAt: AT } } };
};
