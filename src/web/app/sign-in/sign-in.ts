import createFetchClient from "openapi-fetch";
import { dataOf } from "../../data/api.js";
import { signedInOrOut } from "../../data/me.js";

interface JsonBody<T> { content: { "application/json": T } }
type Outcome = "signed-in" | "second-factor-needed";
interface SignInPaths {
  "/sign-in": {
    get: { responses: { 200: JsonBody<Ways> } };
    post: { requestBody: JsonBody<{ email: string; password: string }>; responses: { 200: JsonBody<{ state: Outcome }> } };
    delete: { responses: { 204: { content?: never } } };
  };
  "/sign-in/second-factor": { post: { requestBody: JsonBody<{ code: string }>; responses: { 200: JsonBody<{ state: Outcome }> } } };
}

/** Which ways in there are. */
export interface Ways {
  readonly password: boolean;
  readonly openid: boolean;
}

const client = createFetchClient<SignInPaths>({ baseUrl: `${location.origin}/api/v1` });

export const waysIn = (signal: AbortSignal): Promise<Ways> => dataOf(client.GET("/sign-in", { signal }));

export const signIn = async (body: { email: string; password: string }): Promise<Outcome> => settled(await dataOf(client.POST("/sign-in", { body })));

export const giveSecondFactor = async (code: string): Promise<Outcome> => settled(await dataOf(client.POST("/sign-in/second-factor", { body: { code } })));

export const signOut = async (): Promise<void> => {
  await dataOf(client.DELETE("/sign-in"));
  await signedInOrOut();
};

const settled = async ({ state }: { readonly state: Outcome }): Promise<Outcome> => {
  if (state === "signed-in") await signedInOrOut();
  return state;
};
