import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components";

export interface ActButtonProps extends Omit<ButtonProps, "children" | "className"> {
  readonly children: ReactNode;
  /** `primary`: the one thing to do here; `danger`: cannot be undone. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  /** At work: stays in place and can be read, and does nothing more. */
  readonly isBusy?: boolean;
  readonly isWide?: boolean;
}

export const ActButton = ({ children, look = "plain", isBusy = false, isWide = false, ...rest }: ActButtonProps) => (
  <Button {...rest} className={`button ${look}${isWide ? " wide" : ""}`} isPending={isBusy}>
    {isBusy && <span className="spinner" aria-hidden="true" />}
    <span>{children}</span>
  </Button>
);
