import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { api, dataOf } from "../../data/api.js";
import { useAnswer } from "../../data/queries.js";
import { useTitle } from "../../components/page-header.js";
import { ProblemBanner } from "../../components/problem-banner.js";
import { Refused } from "../../data/refused.js";
import { LanguageSwitch } from "../language-switch.js";
import { PasswordStep } from "./password-step.js";
import { SecondFactorStep } from "./second-factor-step.js";

/** The way in, at whatever address somebody came to. */
export const SignInPage = () => {
  const { t } = useTranslation();
  const [step, setStep] = useState<"password" | "second-factor">("password");
  const ways = useAnswer(["sign-in"], (signal) => dataOf(api.GET("/sign-in", { signal })));
  useTitle(t("sign-in.title"));
  return (
    <div className="sign-in">
      <main className="sign-in-card">
        <p className="wordmark"><img src="/favicon.svg" alt="" width="28" height="28" /><span>Passerelle</span></p>
        <h1>{t("sign-in.title")}</h1>
        <ProblemBanner error={useTrouble()} />
        {step === "second-factor" ? <SecondFactorStep onBack={() => setStep("password")} /> : (
          <>
            {ways.openid && <a className="button primary wide" href={ways.openid.url}>{t("sign-in.openid", { name: ways.openid.name })}</a>}
            {ways.openid && ways.password && <p className="or"><span>{t("sign-in.or")}</span></p>}
            {ways.password && <PasswordStep isPrimary={ways.openid === undefined} onSecondFactor={() => setStep("second-factor")} />}
          </>
        )}
      </main>
      <footer className="sign-in-foot"><LanguageSwitch /></footer>
    </div>
  );
};

/** Why the institution's provider sent somebody back: a code of ours in the address. */
const useTrouble = (): Refused | undefined => {
  const [parameters] = useSearchParams();
  const code = parameters.get("problem");
  return useMemo(() => (code === null ? undefined : new Refused(401, { type: `urn:passerelle:problem:${code}` })), [code]);
};
