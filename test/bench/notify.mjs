import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { signedPost } from "./foreign-caller.mjs";

/** Notifies of a change of a copy that is not known here; gives the milliseconds until the whole answer was there. */
export const notify = (node, caller, agent) => post(node, { caller, agent, path: "iia-cnr/v3", body: `iia_id=${randomUUID()}` });

/** Notifies of changes of mobilities by the API at this path. */
export const notifyOf = (node, { ids, ...more }) => post(node, { ...more, body: ids.map((id) => `omobility_id=${id}`).join("&") });

const post = async (node, { caller, agent, path, body: form }) => {
  const target = `/ewp/${node.network.ours.heiId}/${path}`;
  const { headers, body } = await signedPost({ host: node.host, target, caller, body: form });
  const from = performance.now();
  const status = await new Promise((resolve, reject) => {
    request({ ...node.address, path: target, method: "POST", headers, agent }, (response) => response.resume().once("error", reject).once("end", () => resolve(response.statusCode)))
      .once("error", reject).end(body);
  });
  if (status !== 200) throw new Error(`a notification was answered with ${status}`);
  return performance.now() - from;
};
