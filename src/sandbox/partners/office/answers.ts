import { echoResponse } from "../../../ewp/echo/v2/documents.js";
import { iiaApprovalCnrResponse } from "../../../ewp/iia-approval-cnr/v2/documents.js";
import { iiaCnrResponse } from "../../../ewp/iia-cnr/v3/documents.js";
import { iiasApprovalResponse } from "../../../ewp/iias-approval/v2/documents.js";
import { indexResponse, statsResponse } from "../../../ewp/iias/v7/documents.js";
import { institutionsResponse } from "../../../ewp/institutions/v2/documents.js";
import { errorResponse } from "../../../ewp/runtime/error-response.js";
import { heiId, type IiaId } from "../../../kernel/ids.js";
import { writeDocument } from "../../../xml/write.js";
import { idOf, writeCopies } from "./copies.js";
import { MOBILITY_ENDPOINTS } from "../mobilities/answers.js";
import { type Answer, type Asked, XML } from "../wire/messages.js";
import type { PartnerOffice } from "./office.js";
import { heiIdOf } from "../personality.js";

/** What each endpoint answers, before the personality spoils it; undefined: what it is about has changed meanwhile. */
type Endpoint = (office: PartnerOffice, asked: Asked, spoil: (xml: string) => string) => string | undefined;

const idsIn = ({ params }: Asked): readonly string[] => params.getAll("iia_id");

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  ...MOBILITY_ENDPOINTS,
  "echo url": (_, { from, params }) => writeDocument(echoResponse, { heiIds: from === undefined ? [] : [from], echos: params.getAll("echo") }),
  "institutions url": ({ personality }, { params }) => {
    const [id, name] = [heiId(heiIdOf(personality)), { text: personality.heiName, lang: "en" }];
    const hei = { heiId: id, otherIds: [], names: [name], websiteUrls: [], mobilityFactsheetUrls: [], courseCatalogueUrls: [], contacts: [], ounitIds: [] };
    return writeDocument(institutionsResponse, { heis: params.getAll("hei_id").includes(id) ? [hei] : [] });
  },
  "iias get": (office, asked, spoil) => writeCopies(office.read(asked.from).filter((copy) => idsIn(asked).includes(idOf(copy))), spoil),
  "iias index": (office, { from }) => writeDocument(indexResponse, { iiaIds: office.shown(from).map(idOf) }),
  "iias stats": ({ copies }) => writeDocument(statsResponse, { iiaFetchable: copies.size, iiaLocalUnapprovedPartnerApproved: 0, iiaLocalApprovedPartnerUnapproved: 0, iiaBothApproved: 0 }),
  "iias-approval url": ({ approvals }, asked) => writeDocument(iiasApprovalResponse, {
    approvals: idsIn(asked).flatMap((id) => {
      const iiaHash = approvals.get(`${asked.from} ${id}`);
      return iiaHash === undefined ? [] : [{ iiaId: id as IiaId, iiaHash }];
    }),
  }),
  "iia-cnr url": () => writeDocument(iiaCnrResponse, {}),
  "iia-approval-cnr url": () => writeDocument(iiaApprovalCnrResponse, {}),
};

export const refusalWith = (status: number, developerMessage: string): Answer =>
  ({ status, contentType: XML, body: writeDocument(errorResponse, { developerMessage, userMessages: [] }) });

/** The answer to a request whose signature was right, as this personality gives it. */
export const answerTo = (office: PartnerOffice, asked: Asked): Answer => {
  const { personality: { instead, xml = (text) => text, contentType = XML } } = office;
  const other = instead?.(asked);
  if (other) return other;
  const spoil = (text: string): string => xml(text, asked);
  const endpoint = ENDPOINTS[asked.endpoint];
  if (!endpoint) return refusalWith(404, "Nothing is served at this address.");
  const written = endpoint(office, asked, spoil);
  if (written === undefined) return refusalWith(409, "This is not the present proposal.");
  // An agreement was spoilt before it was hashed.
  return { status: 200, contentType, body: asked.endpoint === "iias get" ? written : spoil(written) };
};
