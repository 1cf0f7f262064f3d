import { Button, Group, Input, NumberField as AriaNumberField } from "react-aria-components";
import { type FieldWords, Frame } from "./frame.js";

interface NumberFieldProps extends FieldWords {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly minValue: number;
  readonly maxValue: number;
  readonly isRequired?: boolean;
}

/** A whole number. */
export const NumberField = ({ value, onChange, minValue, maxValue, isRequired = false, error, ...words }: NumberFieldProps) => (
  <AriaNumberField className="field" value={value} onChange={onChange} minValue={minValue} maxValue={maxValue} step={1} isRequired={isRequired} isInvalid={error !== undefined} validationBehavior="aria">
    <Frame {...words} error={error}>
      <Group className="number-group"><Input className="input" /><Button slot="decrement" className="step">−</Button><Button slot="increment" className="step">+</Button></Group>
    </Frame>
  </AriaNumberField>
);
