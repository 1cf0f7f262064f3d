import { Checkbox, type CheckboxProps } from "react-aria-components";

interface CheckFieldProps extends Omit<CheckboxProps, "className" | "children"> {
  readonly label: string;
}

export const CheckField = ({ label, ...rest }: CheckFieldProps) => (
  <Checkbox {...rest} className="check"><span className="check-box" aria-hidden="true" /><span>{label}</span></Checkbox>
);
