import { Input, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components";
import { type FieldWords, Frame } from "./frame.js";

export interface TextFieldProps extends Omit<AriaTextFieldProps, "className" | "children">, FieldWords {
  /** Several lines. */
  readonly rows?: number;
  readonly placeholder?: string;
}

export const TextField = ({ label, isLabelHidden, description, rows, error, placeholder, ...rest }: TextFieldProps) => (
  <AriaTextField {...rest} className="field" validationBehavior="aria" isInvalid={error !== undefined}>
    <Frame label={label} isLabelHidden={isLabelHidden} description={description} error={error}>
      {rows === undefined ? <Input className="input" {...(placeholder !== undefined && { placeholder })} /> : <TextArea className="input" rows={rows} />}
    </Frame>
  </AriaTextField>
);
