import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ActButton } from "../../../components/act-button.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { tell } from "../../../components/toast.js";
import { api, dataOf } from "../../../data/api.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import { keepDraft, useDraftKey } from "../editor/draft.js";
import { canEdit } from "../acts/acts.js";
import type { Agreement } from "../model.js";
import { useAgreementAct, useComparison } from "../queries.js";
import { termsOf } from "../terms.js";
import { adopt, type Difference, isAdoptable, keyOf } from "./adopt.js";
import { DifferenceGroup } from "./difference-group.js";

/** In force, mine and theirs side by side. What is adopted goes into our copy at once, or into the editor as a counter-proposal. */
export const ComparisonView = ({ agreement }: { readonly agreement: Agreement }) => {
  const { t } = useTranslation("agreements");
  const { verdict, differences } = useComparison(agreement.id);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const may = useMay();
  const mayEdit = may("agreements:write") && canEdit(agreement) && agreement.theirs !== undefined;
  if (!agreement.theirs) return <p className="banner">{t("comparison.nothing")}</p>;
  const groups = grouped(differences);
  const choose = (key: string, isTheirs: boolean): void => setChosen((before) => new Set(isTheirs ? [...before, key] : [...before].filter((one) => one !== key)));
  return (
    <>
      {verdict !== undefined && <p className={`banner ${verdict === "differs" ? "us" : "good"}`}>{t(`comparison.verdict.${verdict}`)}</p>}
      {groups.map(([name, ones]) => <DifferenceGroup key={name} differences={ones} chosen={chosen} onChoose={mayEdit ? choose : undefined} />)}
      {mayEdit && differences.some(isAdoptable) && <Adoption agreement={agreement} chosen={differences.filter((one) => chosen.has(keyOf(one)))} onAll={() => setChosen(new Set(differences.filter(isAdoptable).map(keyOf)))} onNone={() => setChosen(new Set())} />}
    </>
  );
};

const grouped = (differences: readonly Difference[]): readonly (readonly [string, readonly Difference[]])[] => {
  const groups = new Map<string, Difference[]>();
  for (const one of differences) {
    const name = one.condition ? `${one.condition.at.mine ?? ""}:${one.condition.at.theirs ?? ""}:${one.condition.at.inForce ?? ""}` : "";
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups];
};

interface AdoptionProps {
  readonly agreement: Agreement;
  readonly chosen: readonly Difference[];
  readonly onAll: () => void;
  readonly onNone: () => void;
}

const Adoption = ({ agreement, chosen, onAll, onNone }: AdoptionProps) => {
  const { t } = useTranslation("agreements");
  const [, navigate] = useLocation();
  const hei = useHeiPath();
  const { heiId, id, revision, mine, theirs } = agreement;
  const draftKey = useDraftKey(id);
  const terms = () => adopt(mine.copy, theirs?.current.copy ?? mine.copy, chosen);
  const adopting = useAgreementAct((_, _input: void) => dataOf(api.PUT("/institutions/{heiId}/agreements/{agreementId}", { params: { path: { heiId, agreementId: id }, header: { "If-Match": `"${revision}"` } }, body: terms() })));
  const counter = (): void => {
    keepDraft(draftKey, { base: { revision, terms: termsOf(mine.copy) }, terms: terms() });
    navigate(hei("agreements", id, "edit"));
  };
  return (
    <div className="adoption">
      <ProblemBanner error={adopting.error} />
      <p role="status"><strong>{t("comparison.chosen", { count: chosen.length })}</strong> <span className="muted">{t("comparison.effect")}</span></p>
      <div className="line">
        <ActButton look="primary" isDisabled={chosen.length === 0} isBusy={adopting.isPending} onPress={() => adopting.mutate(undefined, { onSuccess: () => { onNone(); tell(t("comparison.adopted")); } })}>{t("comparison.adopt")}</ActButton>
        <ActButton onPress={counter}>{t("comparison.counter")}</ActButton>
        <ActButton look="quiet" onPress={onAll}>{t("comparison.all-theirs")}</ActButton>
        <ActButton look="quiet" isDisabled={chosen.length === 0} onPress={onNone}>{t("comparison.all-mine")}</ActButton>
      </div>
    </div>
  );
};
