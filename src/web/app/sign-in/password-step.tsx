import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../components/act-button.js";
import { TextField } from "../../components/fields/text-field.js";
import { ProblemBanner } from "../../components/problem-banner.js";
import { signIn } from "./sign-in.js";

interface PasswordStepProps {
  readonly isPrimary: boolean;
  readonly onSecondFactor: () => void;
}

export const PasswordStep = ({ isPrimary, onSecondFactor }: PasswordStepProps) => {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const entering = useMutation({ mutationFn: signIn, onSuccess: (state) => (state === "second-factor-needed" ? onSecondFactor() : undefined) });
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); entering.mutate({ email, password }); }}>
      <ProblemBanner error={entering.error} />
      <TextField label={t("sign-in.email")} type="email" name="email" autoComplete="username" value={email} onChange={setEmail} isRequired />
      <TextField label={t("sign-in.password")} type="password" name="password" autoComplete="current-password" value={password} onChange={setPassword} isRequired />
      <ActButton type="submit" look={isPrimary ? "primary" : "plain"} isBusy={entering.isPending} isWide>{t("sign-in.enter")}</ActButton>
    </Form>
  );
};
