import { ProgressBar } from "react-aria-components";
import { useTranslation } from "react-i18next";

/** Something takes its time. Appears after a moment, so that what is quick does not flicker. */
export const Loading = () => {
  const { t } = useTranslation();
  return <ProgressBar className="loading" isIndeterminate aria-label={t("loading")}><span className="loading-bar" /></ProgressBar>;
};

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/** How much of something is done. */
export const Progress = ({ label, done, total }: ProgressProps) => (
  <ProgressBar className="progress" aria-label={label} value={done} maxValue={total}>
    {({ valueText }) => <><span className="progress-label">{label}</span><span className="progress-value">{valueText}</span><meter className="progress-meter" min={0} max={total} value={done} aria-hidden="true" /></>}
  </ProgressBar>
);
