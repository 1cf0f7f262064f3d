/** An API with parameters and answers of every kind, for tests of the runtime. */
import { echoResponse } from "../../../src/ewp/echo/v2/documents.js";
import { BINARY, defineApi, endpoint, updateEndpoint } from "../../../src/ewp/runtime/define.js";
import { academicYear, dateTime, heiId, iiaId, string } from "../../../src/ewp/runtime/param-types.js";
import { optional, repeatable, required } from "../../../src/ewp/runtime/params.js";
import { RawAnswer, serve } from "../../../src/ewp/runtime/serve.js";
import { integer, string as xmlString } from "../../../src/xml/scalars.js";
import { document, one, optional as xmlOptional } from "../../../src/xml/schema.js";
import { unavailable } from "../../../src/kernel/errors.js";
import { namespaceOf } from "../registry/catalogue-xml.js";

export const PROBE_NS = "https://example.org/probe-update-request";
/** What `update` takes. */
export const probeUpdate = document(PROBE_NS, "probe-update-request", { word: one("word", xmlString), count: xmlOptional("count", integer) });

export const probeV1 = defineApi({
  name: "probe",
  element: "probes",
  version: "1.2.0",
  manifestNamespace: namespaceOf("probe", 1),
  limits: { "max-probe-ids": 3 },
  manifestOrder: ["get-url", "max-probe-ids", "notify-url", "stats-url", "choose-url", "file-url", "fail-url", "update-url"],
  endpoints: {
    get: endpoint({
      methods: ["GET", "POST"],
      params: {
        heiId: required("hei_id", heiId),
        ids: repeatable("probe_id", iiaId, { max: "max-probe-ids" }),
        years: repeatable("receiving_academic_year_id", academicYear),
        modifiedSince: optional("modified_since", dateTime),
      },
      response: echoResponse,
    }),
    notify: endpoint({ methods: ["POST"], params: { id: required("probe_id", iiaId) }, response: echoResponse }),
    stats: endpoint({ methods: ["GET"], params: {}, response: echoResponse }),
    choose: endpoint({
      methods: ["GET"],
      params: { ids: repeatable("probe_id", iiaId, { max: "max-probe-ids" }), codes: repeatable("probe_code", string) },
      exactlyOneOf: ["ids", "codes"],
      response: echoResponse,
    }),
    file: endpoint({ methods: ["GET"], params: { id: required("file_id", string) }, response: BINARY }),
    fail: endpoint({ methods: ["GET"], params: { how: required("how", string) }, response: echoResponse }),
    update: updateEndpoint({ body: probeUpdate, response: echoResponse }),
  },
});

/** What `get` knows of. */
export const KNOWN_IDS = ["known-1", "known-2"];

/** Repeats its parameters as JSON; `fail` fails as it is told. */
export const serveProbeV1 = serve(probeV1, () => ({
  get: async ({ params, requester }) => ({
    heiIds: requester.heiIds,
    echos: [...params.ids.filter((id) => KNOWN_IDS.includes(id)), ...params.years, ...(params.modifiedSince ? [params.modifiedSince.toISOString()] : [])],
  }),
  notify: async ({ params }) => ({ heiIds: [], echos: [params.id] }),
  stats: async () => ({ heiIds: [], echos: [] }),
  choose: async ({ params }) => ({ heiIds: [], echos: [...params.ids, ...params.codes] }),
  file: async ({ params }) => new RawAnswer({ bytes: Buffer.from(`file ${params.id}`), mediaType: "application/pdf", headers: { "cache-control": "private" } }),
  update: async ({ body: { word, count }, requester }) => ({ heiIds: requester.heiIds, echos: [word, ...(count === undefined ? [] : [String(count)])] }),
  fail: async ({ params }) => {
    if (params.how === "unavailable") throw unavailable("The database is being restored; try again in an hour.");
    if (params.how === "unwritable") return { heiIds: [], echos: ["\u0001"] };
    if (params.how === "large") return { heiIds: [], echos: ["x".repeat(5000)] };
    throw new TypeError(`a secret of the implementation: ${params.how}`);
  },
}));

/** The same for anonymous callers. */
export const openProbeV1 = defineApi({
  name: "open-probe",
  version: "1.0.0",
  manifestNamespace: namespaceOf("open-probe", 1),
  access: "anyone",
  endpoints: { url: endpoint({ methods: ["GET", "POST"], params: { echos: repeatable("echo", string) }, response: echoResponse }) },
});

export const serveOpenProbeV1 = serve(openProbeV1, () => ({ url: async ({ params, requester }) => ({ heiIds: requester.heiIds, echos: params.echos }) }));
