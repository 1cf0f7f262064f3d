/** Publish a course, or change it as it is now. */
import { connect, dataOf } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "" } = process.env;
const node = connect({ url, token });
const path = { heiId, losId: "CR/contract-law" };

const known = await node.GET("/institutions/{heiId}/courses/{losId}", { params: { path } });
const etag = known.response.headers.get("ETag");
const course = await dataOf(node.PUT("/institutions/{heiId}/courses/{losId}", {
  // Who changed it meanwhile is told by 412 instead of being overwritten.
  params: { path, header: etag === null ? {} : { "If-Match": etag } },
  body: { titles: [{ text: "Contract law", lang: "en" }], iscedCode: "0421", instances: [{ loiId: "CRI/contract-law-2026", start: "2026-09-01", end: "2027-01-31", credits: [{ scheme: "ects", value: "6" }] }] },
}));
console.log(course.losId, "revision", course.revision);
