import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { useHeiId } from "../../../data/institution.js";
import { Refused } from "../../../data/refused.js";
import type { Terms } from "../model.js";
import type { TermsCondition } from "../terms.js";
import { type ErrorOf, termsProblems } from "./checks.js";
import { ConditionEditor } from "./condition-editor.js";
import { newCondition } from "./new-condition.js";
import { PartyEditor } from "./party-editor.js";

interface TermsEditorProps {
  readonly partnerHeiId: string;
  readonly terms: Terms;
  /** What is shown was entered earlier and never sent. */
  readonly isRestored: boolean;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onChange: (terms: Terms) => void;
  readonly onSave: () => void;
  readonly onLeave: () => void;
  readonly onDiscard: () => void;
}

/** All terms of our copy. What is not right is said at its field, and nothing is sent before it is. */
export const TermsEditor = ({ partnerHeiId, terms, isRestored, error, isBusy, onChange, onSave, onLeave, onDiscard }: TermsEditorProps) => {
  const { t } = useTranslation("agreements");
  const heiId = useHeiId();
  const [isTried, setTried] = useState(false);
  const problems = termsProblems(terms);
  const refusals = error instanceof Refused ? error.fields : [];
  const errorOf: ErrorOf = (field) => {
    const ours = isTried ? problems.find((one) => one.field === field) : undefined;
    const theirs = refusals.find((one) => one.field === field);
    return ours ? t(`editor.problem.${ours.problem}`) : theirs && [theirs.problem, theirs.expected].filter(Boolean).join(" – ");
  };
  const put = (at: number, condition: TermsCondition): void => onChange({ ...terms, conditions: terms.conditions.with(at, condition) });
  return (
    <Form className="form editor" validationBehavior="aria" onSubmit={(event) => { event.preventDefault(); setTried(true); if (problems.length === 0 && !isBusy) onSave(); }}>
      {isRestored && <div className="banner waiting line"><span>{t("editor.restored")}</span><span className="spacer" /><ActButton look="quiet" onPress={onDiscard}>{t("editor.discard")}</ActButton></div>}
      {terms.conditions.map((condition, at) => (
        <ConditionEditor
          key={at} at={at} condition={condition} partnerHeiId={partnerHeiId} errorOf={errorOf} onChange={(changed) => put(at, changed)}
          onRemove={() => onChange({ ...terms, conditions: terms.conditions.toSpliced(at, 1) })} onCopy={() => onChange({ ...terms, conditions: terms.conditions.toSpliced(at + 1, 0, mirrored(condition)) })}
        />
      ))}
      {errorOf("conditions") !== undefined && <p className="field-error" role="alert">{errorOf("conditions")}</p>}
      <div><ActButton onPress={() => onChange({ ...terms, conditions: [...terms.conditions, newCondition(heiId, partnerHeiId)] })}>{t("editor.add-condition")}</ActButton></div>
      <PartyEditor terms={terms} errorOf={errorOf} onChange={onChange} />
      <div className="editor-foot">
        <ProblemBanner error={error} />
        {isTried && problems.length > 0 && <p className="banner bad" role="alert">{t("editor.wrong", { count: problems.length })}</p>}
        <div className="line">
          <ActButton type="submit" look="primary" isBusy={isBusy}>{t("editor.save")}</ActButton>
          <ActButton look="quiet" onPress={onLeave}>{t("editor.leave")}</ActButton>
          <span className="muted small">{t("editor.kept")}</span>
        </div>
      </div>
    </Form>
  );
};

/** The same the other way round: what most agreements also agree on. */
const mirrored = ({ sendingHeiId, receivingHeiId, sendingOunitId, receivingOunitId, sendingContacts = [], receivingContacts = [], ...rest }: TermsCondition): TermsCondition => ({
  ...rest, sendingHeiId: receivingHeiId, receivingHeiId: sendingHeiId, sendingContacts: receivingContacts, receivingContacts: sendingContacts,
  ...(receivingOunitId !== undefined && { sendingOunitId: receivingOunitId }), ...(sendingOunitId !== undefined && { receivingOunitId: sendingOunitId }),
});
