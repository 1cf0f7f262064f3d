import { useTranslation } from "react-i18next";
import type steps from "../../messages/en/steps.json";

type Family = keyof typeof steps;
export type StepTurn = "us" | "partner" | "nobody" | "student";
const TONES: Readonly<Record<StepTurn, string>> = { us: "us", student: "us", partner: "waiting", nobody: "good" };
/** Steps that are nobody's, and no success. */
const TONE_OF: Readonly<Record<string, string>> = { cancelled: "", withdrawn: "", gone: "bad", faulty: "bad", restarted: "bad" };

interface StepBannerProps {
  readonly family: Family;
  /** `nextStepCode`. */
  readonly code: string;
  readonly turn: StepTurn;
}

/** Where the record stands, and who does what next: the node's sentence in the reader's language. */
export const StepBanner = ({ family, code, turn }: StepBannerProps) => {
  const { t } = useTranslation("steps");
  const { t: words } = useTranslation("mobilities");
  return (
    <section className={`banner ${TONE_OF[code] ?? TONES[turn]}`} aria-label={words("next-step")}>
      {turn !== "nobody" && <p className="small">{words(`turn.${turn}`)}</p>}
      <p><strong>{t(`${family}.${code}` as "nomination.draft")}</strong></p>
    </section>
  );
};
