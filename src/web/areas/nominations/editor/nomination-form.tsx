import { useState } from "react";
import { Form as AriaForm } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { Refused } from "../../../data/refused.js";
import type { Form } from "../model.js";
import { type ErrorOf, formProblems } from "./checks.js";
import { StudentFields } from "./student-fields.js";
import { TermsFields } from "./terms-fields.js";

interface NominationFormProps {
  readonly partnerHeiId: string;
  readonly form: Form;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly save: string;
  readonly onChange: (form: Form) => void;
  readonly onSave: () => void;
  readonly onLeave: () => void;
}

/** Who is nominated, and for what. What is not right is said at its field. A student's data are never kept in the browser. */
export const NominationForm = ({ partnerHeiId, form, error, isBusy, save, onChange, onSave, onLeave }: NominationFormProps) => {
  const { t } = useTranslation("nominations");
  const [isTried, setTried] = useState(false);
  const problems = formProblems(form);
  const refusals = error instanceof Refused ? error.fields : [];
  const errorOf: ErrorOf = (field) => {
    const ours = isTried ? problems.find((one) => one.field === field) : undefined;
    const theirs = refusals.find((one) => one.field === field || one.field.startsWith(`${field}[`));
    return ours ? t(`form.problem.${ours.problem}`) : theirs && [theirs.problem, theirs.expected].filter(Boolean).join(" – ");
  };
  return (
    <AriaForm className="form editor" validationBehavior="aria" onSubmit={(event) => { event.preventDefault(); setTried(true); if (problems.length === 0 && !isBusy) onSave(); }}>
      <StudentFields student={form.student} errorOf={errorOf} onChange={(student) => onChange({ ...form, student })} />
      <TermsFields partnerHeiId={partnerHeiId} form={form} errorOf={errorOf} onChange={onChange} />
      <div className="editor-foot">
        <ProblemBanner error={error} />
        {isTried && problems.length > 0 && <p className="banner bad" role="alert">{t("form.wrong", { count: problems.length })}</p>}
        <div className="line">
          <ActButton type="submit" look="primary" isBusy={isBusy}>{save}</ActButton>
          <ActButton look="quiet" onPress={onLeave}>{t("form.leave")}</ActButton>
        </div>
      </div>
    </AriaForm>
  );
};
