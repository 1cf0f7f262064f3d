import { useState } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../components/act-button.js";
import { CheckField } from "../../components/fields/check-field.js";
import { PageHeader } from "../../components/page-header.js";
import { ProblemBanner } from "../../components/problem-banner.js";
import { tell } from "../../components/toast.js";
import { api, dataOf, type Schemas } from "../../data/api.js";
import { useHeiId, useHeiPath } from "../../data/institution.js";
import { inLanguage } from "../../data/names.js";
import { useAct } from "../../data/queries.js";
import { type InboxItem, useIdentical, useInboxSummary } from "./questions.js";

type Result = Schemas["ApprovedAgreements"]["items"][number];

/** Copies that say what ours say, to be approved together: each is read again first, and what has changed is left alone. */
export const IdenticalPage = () => {
  const { t } = useTranslation("inbox");
  const hei = useHeiPath();
  const items = useIdentical();
  const { identical } = useInboxSummary();
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const approving = useApproval();
  const chosen = items.filter(({ objectId }) => !left.has(objectId));
  const refusals = new Map((approving.data ?? []).filter(({ approved }) => !approved).map((result) => [result.agreementId, result]));
  const choose = (id: string, isChosen: boolean): void => leave((before) => new Set(isChosen ? [...before].filter((other) => other !== id) : [...before, id]));
  const approve = async (): Promise<void> => {
    const results = await approving.mutateAsync(chosen);
    tell(t("identical.approved", { count: results.filter(({ approved }) => approved).length }));
  };
  return (
    <>
      <PageHeader title={t("identical.title")} above={{ label: t("title"), href: hei("inbox") }} />
      <p>{t("identical.means")}</p>
      <ProblemBanner error={approving.error} />
      {items.length === 0 ? <p className="empty">{t("empty")}</p> : (
        <>
          <ul className="identical-choice" aria-label={t("identical.choose")}>
            {items.map((item) => <Choice key={item.objectId} item={item} isChosen={!left.has(item.objectId)} refusal={refusals.get(item.objectId)} onChange={(isChosen) => choose(item.objectId, isChosen)} href={hei("agreements", item.objectId)} />)}
          </ul>
          {identical > items.length && <p className="muted small">{t("identical.more")}</p>}
          <p><ActButton look="primary" isDisabled={chosen.length === 0} isBusy={approving.isPending} onPress={() => void approve().catch(() => undefined)}>{t("identical.act", { count: chosen.length })}</ActButton></p>
        </>
      )}
    </>
  );
};

interface ChoiceProps {
  readonly item: InboxItem;
  readonly isChosen: boolean;
  readonly refusal: Result | undefined;
  readonly href: string;
  readonly onChange: (isChosen: boolean) => void;
}

const Choice = ({ item: { label, objectId, partnerName, partnerHeiId }, isChosen, refusal, href, onChange }: ChoiceProps) => {
  const { t, i18n } = useTranslation("inbox");
  const words = refusal?.refusal;
  return (
    <li>
      <CheckField label={`${partnerName ?? partnerHeiId}: ${label ?? objectId}`} isSelected={isChosen} onChange={onChange} /> <Link className="small" href={href}>{t("identical.look")}</Link>
      {refusal && <p className="identical-refusal" role="alert">{t("identical.refused")}{words && `: ${inLanguage(words.userMessages ?? [], i18n.language) || words.detail}`}</p>}
    </li>
  );
};

const useApproval = () => {
  const heiId = useHeiId();
  return useAct(async (chosen: readonly InboxItem[]): Promise<readonly Result[]> => {
    const items = chosen.flatMap(({ objectId, hash }) => (hash === undefined ? [] : [{ agreementId: objectId, partnerHash: hash }]));
    return (await dataOf(api.POST("/institutions/{heiId}/agreement-approvals", { params: { path: { heiId } }, body: { items } }))).items;
  }, [["hei", heiId, "inbox"], ["hei", heiId, "agreements"]]);
};
