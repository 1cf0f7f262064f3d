/** A person at a browser: the cookie, what pages send with every change, and nothing else. */
import request from "supertest";
import type { Office } from "./office.js";

export interface SignedInBrowser {
  /** `name=value` */
  readonly cookie: string;
  readonly csrfToken: string;
  get(path: string): request.Test;
  send(method: "put" | "post" | "patch" | "delete", path: string, body?: object): request.Test;
}

/** Signs in and reads `/me`, as the page does. */
export const signedIn = async ({ app }: Pick<Office, "app">, { address = "10.0.0.7", ...credentials }: { readonly email: string; readonly password: string; readonly address?: string }): Promise<SignedInBrowser> => {
  const answer = await request(app).post("/api/v1/sign-in").set("Sec-Fetch-Site", "same-origin").set("X-Real-IP", address).send(credentials).expect(200);
  const cookie = (answer.headers["set-cookie"] as unknown as string[])[0]?.split(";")[0] ?? "";
  const { body } = await request(app).get("/api/v1/me").set("Cookie", cookie);
  return browserWith({ app }, { cookie, csrfToken: String(body.csrfToken) });
};

/** A browser that has this cookie already. */
export const browserWith = ({ app }: Pick<Office, "app">, { cookie, csrfToken }: Pick<SignedInBrowser, "cookie" | "csrfToken">): SignedInBrowser => ({
  cookie, csrfToken,
  get: (path) => request(app).get(`/api/v1${path}`).set("Cookie", cookie),
  send: (method, path, body) => {
    const asked = request(app)[method](`/api/v1${path}`).set("Cookie", cookie).set("Sec-Fetch-Site", "same-origin").set("X-CSRF-Token", csrfToken);
    return body === undefined ? asked : asked.send(body);
  },
});
