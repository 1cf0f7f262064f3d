import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";

export interface FieldWords {
  readonly label: string;
  /** The label is for screen readers only: what is seen says it already. */
  readonly isLabelHidden?: boolean | undefined;
  /** What it is and what it is for. */
  readonly description?: ReactNode | undefined;
  /** What is wrong with it. */
  readonly error?: string | undefined;
}

/** Label above, explanation and refusal below: the same around every field. Stands inside a react-aria field. */
export const Frame = ({ label, isLabelHidden = false, description, error, children }: FieldWords & { readonly children: ReactNode }) => (
  <>
    <Label className={isLabelHidden ? "visually-hidden" : "label"}>{label}</Label>
    {children}
    {description !== undefined && <Text slot="description" className="description">{description}</Text>}
    <FieldError className="field-error">{error}</FieldError>
  </>
);
