import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { type FieldWords, Frame } from "./frame.js";

export interface Choice<K extends string> {
  readonly id: K;
  readonly label: string;
  /** A second line. */
  readonly hint?: string;
}

interface SelectFieldProps<K extends string> extends FieldWords {
  readonly choices: readonly Choice<K>[];
  readonly value: K | undefined;
  readonly onChange: (value: K) => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
}

/** One of a few. */
export const SelectField = <K extends string>({ choices, value, onChange, error, className, placeholder, isRequired = false, isDisabled = false, ...words }: SelectFieldProps<K>) => (
  <Select className={`field ${className ?? ""}`} value={value ?? null} onChange={(key) => { if (key !== null) onChange(key as K); }} isInvalid={error !== undefined} validationBehavior="aria" isRequired={isRequired} isDisabled={isDisabled} {...(placeholder !== undefined && { placeholder })}>
    <Frame {...words} error={error}>
      <Button className="input select-button"><SelectValue className="select-value">{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue><span aria-hidden="true" className="chevron">▾</span></Button>
    </Frame>
    <Popover className="popover">
      <ListBox className="menu" items={choices}>
        {({ id, label, hint }) => <ListBoxItem id={id} textValue={label} className="menu-item"><span>{label}</span>{hint !== undefined && <span className="hint">{hint}</span>}</ListBoxItem>}
      </ListBox>
    </Popover>
  </Select>
);
