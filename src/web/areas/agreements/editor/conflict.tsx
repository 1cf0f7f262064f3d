import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { Moment } from "../../../components/moment.js";
import type { Agreement } from "../model.js";
import { useTimeline } from "../queries.js";
import { termsOf } from "../terms.js";
import type { Draft } from "./draft.js";
import { type Clash, clashes, mergedTerms } from "./merge.js";

interface ConflictProps {
  /** As it is now. */
  readonly agreement: Agreement;
  readonly draft: Draft;
  readonly onMerged: (draft: Draft) => void;
}

/** Somebody else saved meanwhile: who and when, both versions field by field, and the choice which to go on with. */
export const Conflict = ({ agreement, draft, onMerged }: ConflictProps) => {
  const { t } = useTranslation("agreements");
  const nameOf = useFieldNames();
  const latest = useTimeline(agreement.id)[0];
  const present = termsOf(agreement.mine.copy);
  const found = clashes(draft.base?.terms ?? present, present, draft.terms);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const isTheirs = ({ path, suggested }: Clash): boolean => (suggested === "theirs") !== turned.has(path);
  const turn = (one: Clash, side: "mine" | "theirs"): void => setTurned((before) => new Set(side === one.suggested ? [...before].filter((path) => path !== one.path) : [...before, one.path]));
  const merge = (): void => onMerged({ ...draft, base: { revision: agreement.revision, terms: present }, terms: mergedTerms(draft.terms, found, new Set(found.filter(isTheirs).map(({ path }) => path))) });
  return (
    <section className="card conflict" aria-labelledby="conflict" role="alert">
      <h2 id="conflict">{t("conflict.title")}</h2>
      {latest && <p>{t("conflict.who", { who: latest.actor })} <Moment at={latest.at} /></p>}
      <p className="muted">{t(found.length === 0 ? "conflict.same" : "conflict.text")}</p>
      {found.length > 0 && (
        <div className="scroll-x" role="region" aria-labelledby="conflict" tabIndex={0}>
          <table className="plain-table differences">
            <thead><tr><th scope="col">{t("comparison.field")}</th><th scope="col">{t("conflict.theirs")}</th><th scope="col">{t("conflict.mine")}</th><th scope="col">{t("comparison.keep")}</th></tr></thead>
            <tbody>
              {found.map((one) => (
                <tr key={one.path}>
                  <th scope="row">{nameOf(one.path)}</th>
                  <td data-label={t("conflict.theirs")} className={isTheirs(one) ? "kept" : ""}>{shown(one.theirs)}</td>
                  <td data-label={t("conflict.mine")} className={isTheirs(one) ? "" : "kept"}>{shown(one.mine)}</td>
                  <td data-label={t("comparison.keep")}>
                    <RadioGroup className="choice-row" orientation="horizontal" aria-label={t("comparison.keep-of", { field: nameOf(one.path) })} value={isTheirs(one) ? "theirs" : "mine"} onChange={(side) => turn(one, side as "mine")}>
                      <Radio className="choice" value="theirs">{t("conflict.theirs")}</Radio>
                      <Radio className="choice" value="mine">{t("conflict.mine")}</Radio>
                    </RadioGroup>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div><ActButton look="primary" onPress={merge}>{t("conflict.go-on")}</ActButton></div>
    </section>
  );
};

/** A path in an office's words, e.g. "Condition 1: Places per year". */
const useFieldNames = (): ((path: string) => string) => {
  const { t } = useTranslation("agreements");
  return (path) => {
    const [, number, name = path.split(".")[1] ?? path] = /^conditions\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
    const field = t(`field.${name as "blended"}.label`, { defaultValue: t(`difference.${name as "conditions"}`, { defaultValue: name }) });
    return number === undefined ? field : `${t("editor.condition", { number: Number(number) + 1 })}: ${field}`;
  };
};

/** The texts and numbers in a value, whatever its shape. */
const shown = (value: unknown): string => {
  if (value === undefined || value === null) return "—";
  if (Array.isArray(value)) return value.map(shown).join("; ") || "—";
  return typeof value === "object" ? Object.values(value).map(shown).join(" ") : String(value);
};
