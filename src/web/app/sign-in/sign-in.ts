import { api, dataOf, type Schemas } from "../../data/api.js";
import { signedIn, signedOut } from "../../data/me.js";

type Outcome = Schemas["SignInState"]["state"];

export const signIn = async (body: Schemas["Credentials"]): Promise<Outcome> => settled(await dataOf(api.POST("/sign-in", { body })));

export const giveSecondFactor = async (code: string): Promise<Outcome> => settled(await dataOf(api.POST("/sign-in/second-factor", { body: { code } })));

export const signOut = async (): Promise<void> => {
  await dataOf(api.DELETE("/sign-in"));
  await signedOut();
};

const settled = async ({ state }: Schemas["SignInState"]): Promise<Outcome> => {
  if (state === "signed-in") await signedIn();
  return state;
};
