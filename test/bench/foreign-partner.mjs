/** What servers of foreign make have in common: they verify who asks and sign what they answer (PROTOCOL 3.3, 3.4), with node:crypto alone. */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { promisify } from "node:util";

const signOffTheLoop = promisify(sign);
export const digestOf = (body) => `SHA-256=${createHash("sha256").update(body).digest("base64")}`;

/** A key by its fingerprint, from its DER. */
export const callersOf = (keys) => new Map(keys.map((key) => [createHash("sha256").update(key).digest("hex"), createPublicKey({ key: Buffer.from(key), format: "der", type: "spki" })]));

export const readBody = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** The signature of a request by one of these callers; undefined when it is not good. */
export const verified = (request, body, callers) => {
  const authorization = request.headers.authorization ?? "";
  const parameter = (name) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? "";
  const names = parameter("headers").split(" ");
  const text = names.map((name) => `${name}: ${name === "(request-target)" ? `${request.method.toLowerCase()} ${request.url}` : request.headers[name]}`).join("\n");
  const key = callers.get(parameter("keyId"));
  const whole = ["(request-target)", "host", "date", "digest", "x-request-id"].every((name) => names.includes(name));
  const signature = parameter("signature");
  return whole && key && request.headers.digest === digestOf(body) && verify("sha256", Buffer.from(text, "latin1"), key, Buffer.from(signature, "base64")) ? signature : undefined;
};

/** A server's key: `der`, and `answer`, which signs and sends a 200. */
export const createIdentity = () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = publicKey.export({ format: "der", type: "spki" });
  const keyId = createHash("sha256").update(der).digest("hex");
  const answer = async (response, { body, digest = digestOf(body), request, signature }) => {
    const headers = { "content-type": "text/xml", date: new Date().toUTCString(), digest, "x-request-id": request.headers["x-request-id"], "x-request-signature": signature };
    const text = Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");
    const own = (await signOffTheLoop("sha256", Buffer.from(text, "latin1"), privateKey)).toString("base64");
    response.writeHead(200, { ...headers, signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${Object.keys(headers).join(" ")}",signature="${own}"` }).end(body);
  };
  return { der, answer };
};

/** Its port. */
export const listening = (server) => new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", () => resolve(server.address().port)));
