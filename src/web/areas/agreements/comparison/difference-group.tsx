import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useConditionWords } from "../copy/condition-words.js";
import { type Difference, isAdoptable, keyOf } from "./adopt.js";

interface DifferenceGroupProps {
  /** All of one condition, or all that concern the whole agreement. */
  readonly differences: readonly Difference[];
  readonly chosen: ReadonlySet<string>;
  /** Absent for who may only look. */
  readonly onChoose: ((key: string, isTheirs: boolean) => void) | undefined;
}

const COLUMNS = ["inForce", "mine", "theirs"] as const;

/** The differences of one condition in three columns, with the choice which side to keep. */
export const DifferenceGroup = ({ differences, chosen, onChoose }: DifferenceGroupProps) => {
  const { t } = useTranslation("agreements");
  const { nameOf } = useConditionWords();
  const condition = differences[0]?.condition;
  const title = condition ? `${t(`kind.${condition.kind}`)}: ${nameOf(condition.sendingHeiId)} → ${nameOf(condition.receivingHeiId)}` : t("comparison.whole");
  return (
    <section className="card">
      <h2>{title}</h2>
      <div className="scroll-x" role="region" aria-label={title} tabIndex={0}>
        <table className="plain-table differences">
          <thead><tr><th scope="col">{t("comparison.field")}</th>{COLUMNS.map((column) => <th key={column} scope="col">{t(`comparison.${column}`)}</th>)}{onChoose && <th scope="col">{t("comparison.keep")}</th>}</tr></thead>
          <tbody>{differences.map((one) => <DifferenceRow key={keyOf(one) + one.between} one={one} isTheirs={chosen.has(keyOf(one))} onChoose={onChoose} />)}</tbody>
        </table>
      </div>
    </section>
  );
};

const DifferenceRow = ({ one, isTheirs, onChoose }: { readonly one: Difference; readonly isTheirs: boolean; readonly onChoose: DifferenceGroupProps["onChoose"] }) => {
  const { t, i18n } = useTranslation("agreements");
  const { field, label, nature, explanation } = one;
  const name = t(`difference.${field.replace(".", "-") as "condition"}`, { defaultValue: t(`field.${field as "blended"}.label`, { defaultValue: label }) });
  return (
    <tr>
      <th scope="row"><span className="difference-name">{name}</span><span className={`small nature ${nature}`}>{t(`nature.${nature}`)}</span></th>
      {COLUMNS.map((column) => <td key={column} data-label={t(`comparison.${column}`)} className={column === (isTheirs ? "theirs" : "mine") && isAdoptable(one) && onChoose ? "kept" : ""}>{shown(one, column) ?? <span className="muted">—</span>}{column === "theirs" && i18n.language === "en" && <span className="explanation small muted">{explanation}</span>}</td>)}
      {onChoose && <td data-label={t("comparison.keep")}>{isAdoptable(one) ? <SideChoice name={name} isTheirs={isTheirs} onChoose={(theirs) => onChoose(keyOf(one), theirs)} /> : <span className="muted small">{t("comparison.fixed")}</span>}</td>}
    </tr>
  );
};

/** A condition that one copy lacks has no values: it is there, or it is not. */
const shown = (one: Difference, column: (typeof COLUMNS)[number]): string | undefined => (one.field === "condition" && one.condition?.at[column] !== undefined ? "✓" : one[column]);

const SideChoice = ({ name, isTheirs, onChoose }: { readonly name: string; readonly isTheirs: boolean; readonly onChoose: (isTheirs: boolean) => void }) => {
  const { t } = useTranslation("agreements");
  return (
    <RadioGroup className="choice-row" orientation="horizontal" aria-label={t("comparison.keep-of", { field: name })} value={isTheirs ? "theirs" : "mine"} onChange={(side) => onChoose(side === "theirs")}>
      <Radio className="choice" value="mine">{t("comparison.keep-mine")}</Radio>
      <Radio className="choice" value="theirs">{t("comparison.keep-theirs")}</Radio>
    </RadioGroup>
  );
};
