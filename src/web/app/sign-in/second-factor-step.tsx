import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../components/act-button.js";
import { TextField } from "../../components/fields/text-field.js";
import { ProblemBanner } from "../../components/problem-banner.js";
import { giveSecondFactor } from "./sign-in.js";

export const SecondFactorStep = ({ onBack }: { readonly onBack: () => void }) => {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const entering = useMutation({ mutationFn: giveSecondFactor });
  return (
    <Form className="form" onSubmit={(event) => { event.preventDefault(); entering.mutate(code.replaceAll(/\s/g, "")); }}>
      <ProblemBanner error={entering.error} />
      <TextField label={t("sign-in.code")} description={t("sign-in.code-help")} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} autoFocus isRequired />
      <ActButton type="submit" look="primary" isBusy={entering.isPending} isWide>{t("sign-in.enter")}</ActButton>
      <ActButton look="quiet" onPress={onBack} isWide>{t("back")}</ActButton>
    </Form>
  );
};
