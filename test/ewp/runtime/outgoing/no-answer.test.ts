/** PROTOCOL 7 rows 31 and 103 and 8 row 20: what comes from a partner and is no answer. */
import { describe, expect, test } from "@jest/globals";
import { callStage, echoXml } from "../../../support/ewp/call-stage.js";

const { stage, answer, fails } = callStage();

describe("answers that are none", () => {
  const unsigned = (status: number, body: string, headers: Record<string, string> = {}): void => {
    stage.partner.respond = (_, response) => void response.writeHead(status, headers).end(body);
  };
  test("an error-response: their words, and 4xx is not tried again", async () => {
    const text = `No <such> id. ${"x".repeat(2000)}`;
    answer({ status: 400, body: `<error-response xmlns="https://github.com/erasmus-without-paper/ewp-specs-architecture/blob/stable-v1/common-types.xsd"><developer-message>${text.replace("<", "&lt;")}</developer-message></error-response>` });
    const { serverMessage } = await fails("The partner refused the request: it answered 400.", false, 400);
    expect(serverMessage).toBe(text.slice(0, 1024));
  });
  test("5xx is tried again, whatever it looks like", async () => {
    unsigned(502, "<html><body>Bad gateway</body></html>", { "content-type": "text/html" });
    expect((await fails("The partner's server has a problem: it answered 502 with a web page, probably that of a proxy in front of it. Its technicians have to look if it stays so.", true, 502)).serverMessage).toBeUndefined();
  });
  test.each([301, 302, 307])("redirect %i is not followed", async (status) => {
    unsigned(status, "", { location: `${stage.partner.url}/echo` });
    await fails(`The partner answered with a redirect (${status}), which is not followed.`, false, status);
    expect(stage.partner.requests).toHaveLength(1);
  });
  test("204", async () => {
    unsigned(204, "");
    await fails("The partner answered 204 where the protocol has only 200.", false, 204);
  });
  test.each([
    ["garbage", "\u0000\u0001", {}, "The partner's answer is no acceptable XML: refused in line 1. Its technicians have to repair this."],
    ["nothing", "", {}, "The partner's answer is no acceptable XML: refused in line 1. Its technicians have to repair this."],
    ["a web page", "<html><body>Welcome<br></body></html>", { "content-type": "text/html" }, "The partner answered with a web page instead of an XML document."],
    ["a DTD", `<!DOCTYPE response [<!ENTITY a "b">]>${echoXml("&a;")}`, {}, "The partner's answer is no acceptable XML: refused in line 1. Its technicians have to repair this."],
    ["another document", "<catalogue/>", {}, "The partner's answer is no valid response: /catalogue: expected the root element response. Its technicians have to repair this."],
    ["deep XML", "<a>".repeat(10_000), {}, "The partner's answer is no acceptable XML. Its technicians have to repair this."],
    ["an unwanted coding", echoXml("a"), { "content-encoding": "gzip" }, "The partner's answer has a content coding that was not asked for."],
  ])("200 with %s is not tried again", async (_, body, headers: Record<string, string>, reason) => {
    answer({ body, headers });
    await fails(reason, false, 200);
  });
  test("an endless body is cut off", async () => {
    stage.partner.respond = (_, response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write("x".repeat(10_000), more));
      more();
    };
    await fails("The partner's answer is larger than 100000 bytes.", false);
  });
  test("a body that drips", async () => {
    stage.partner.respond = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(drip));
    };
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} did not end its answer in time (AbortError).`, true);
  });
  test("no answer in time", async () => {
    stage.partner.respond = () => undefined;
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} did not begin to answer in time (UND_ERR_HEADERS_TIMEOUT).`, true);
  });
  test("headers that drip", async () => {
    stage.partner.respond = ({ message: { socket } }) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket.write("x-more: y\r\n"), 100);
      socket.on("close", () => clearInterval(drip));
    };
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} did not begin to answer in time (UND_ERR_HEADERS_TIMEOUT).`, true);
  });
  test("the connection is closed", async () => {
    stage.partner.respond = ({ message }) => void message.socket.destroy();
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} ended the connection before its answer was complete (UND_ERR_SOCKET).`, true);
  });
  test("the body is cut off", async () => {
    stage.partner.respond = ({ message }, response) => {
      response.writeHead(200, { "content-length": "100" }).write("x", () => message.socket.destroy());
    };
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} ended the connection before its answer was complete (UND_ERR_SOCKET).`, true);
  });
  test("no HTTP", async () => {
    stage.partner.respond = ({ message }) => void message.socket.end("SSH-2.0-OpenSSH\r\n\r\n");
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} answered with something that is no HTTP (HTTPParserError).`, false);
  });
  test("headers without end", async () => {
    unsigned(200, "", { "x-bomb": "x".repeat(20_000) });
    await fails(`The partner's server 127.0.0.1:${stage.partner.port} answered with headers that are too large (UND_ERR_HEADERS_OVERFLOW).`, false);
  });
});
