import { useEffect, useState } from "react";
import { Button, ComboBox, Input, ListBox, ListBoxItem, ListLayout, Popover, Virtualizer } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type FieldWords, Frame } from "./frame.js";
import type { Choice } from "./select-field.js";

interface ChoiceFieldProps extends FieldWords {
  readonly choices: readonly Choice<string>[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  /** The choices are looked up elsewhere: told what was typed when the typing pauses. */
  readonly onSearch?: (typed: string) => void;
  readonly isRequired?: boolean;
}

const PAUSE_MS = 250;

/** One of many: type to narrow them down. */
export const ChoiceField = ({ choices, value, onChange, onSearch, isRequired = false, error, ...words }: ChoiceFieldProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (!onSearch) return undefined;
    const pause = setTimeout(() => onSearch(typed), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed]);
  return (
    <ComboBox className="field" menuTrigger="focus" {...(onSearch ? { items: choices, defaultFilter: () => true } : { defaultItems: choices })} value={value ?? null} onInputChange={setTyped} onChange={(key) => { if (key !== null) onChange(String(key)); }} isInvalid={error !== undefined} validationBehavior="aria" isRequired={isRequired} allowsEmptyCollection>
      <Frame {...words} error={error}>
        <div className="combo"><Input className="input" /><Button className="combo-button" aria-label={t("choices")}>▾</Button></div>
      </Frame>
      <Popover className="popover">
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 36 }}>
          <ListBox className="menu combo-menu" renderEmptyState={() => <div className="menu-empty">{t("no-choice")}</div>}>
            {({ id, label, hint }: Choice<string>) => <ListBoxItem id={id} textValue={label} className="menu-item"><span>{label}</span>{hint !== undefined && <span className="hint">{hint}</span>}</ListBoxItem>}
          </ListBox>
        </Virtualizer>
      </Popover>
    </ComboBox>
  );
};
