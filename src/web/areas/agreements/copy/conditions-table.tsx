import { useTranslation } from "react-i18next";
import type { Condition, Copy } from "../model.js";
import { useConditionWords } from "./condition-words.js";

/** All conditions of a copy, a card each: readable on a phone, complete everywhere. */
export const ConditionsTable = ({ copy }: { readonly copy: Copy }) => {
  const { t } = useTranslation("agreements");
  return copy.conditions.length === 0
    ? <p className="muted">{t("copy.no-conditions")}</p>
    : <ol className="conditions">{copy.conditions.map((condition, at) => <ConditionCard key={at} condition={condition} />)}</ol>;
};

const ConditionCard = ({ condition }: { readonly condition: Condition }) => {
  const { t } = useTranslation("agreements");
  const { nameOf, valuesOf } = useConditionWords();
  return (
    <li className="condition">
      <div className="condition-head"><strong>{t(`kind.${condition.kind}`)}</strong><span>{nameOf(condition.sendingHeiId)} → {nameOf(condition.receivingHeiId)}</span></div>
      <dl className="facts">
        {valuesOf(condition).map(({ field, value }) => <div key={field}><dt>{t(`field.${field}.label`)}</dt><dd>{value}</dd></div>)}
      </dl>
    </li>
  );
};
