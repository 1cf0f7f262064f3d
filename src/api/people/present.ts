import type { Person, SignIn } from "../../domain/people/model.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";

/** A person as administrators see them: no password, no second factor, only whether there is one. */
export const presentPerson = ({ id, email, name, locale, grants, hasPassword, hasSecondFactor, createdAt, disabledAt, signedInAt, revision }: Person): Schema<"Person"> => ({
  id, email, name, grants, hasPassword, hasSecondFactor, createdAt: createdAt.toISOString(), disabled: disabledAt !== undefined, revision,
  ...given({ locale, disabledAt: disabledAt?.toISOString(), signedInAt: signedInAt?.toISOString() }),
});

export const presentSignIn = ({ id, way, needs, createdAt, usedAt, endsAt, endedAt }: SignIn, now: Date): Schema<"SignIn"> => ({
  id, way, state: endedAt || endsAt <= now ? "ended" : needs ? "second-factor-needed" : "signed-in",
  createdAt: createdAt.toISOString(), usedAt: usedAt.toISOString(), endsAt: endsAt.toISOString(), ...given({ endedAt: endedAt?.toISOString() }),
});
