import createFetchClient from "openapi-fetch";
import { dataOf } from "../../data/api.js";
import { signedIn } from "../../data/me.js";

interface SecondFactorPaths {
  "/sign-in/second-factor": { post: { requestBody: { content: { "application/json": { code: string } } }; responses: { 200: { content: { "application/json": { state: string } } } } } };
}

const client = createFetchClient<SecondFactorPaths>({ baseUrl: `${location.origin}/api/v1` });

export const giveSecondFactor = async (code: string): Promise<void> => {
  await dataOf(client.POST("/sign-in/second-factor", { body: { code } }));
  await signedIn();
};
