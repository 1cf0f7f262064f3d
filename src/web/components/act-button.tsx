import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components";
import { useTranslation } from "react-i18next";

export interface ActButtonProps extends Omit<ButtonProps, "children" | "className"> {
  readonly children: ReactNode;
  /** `primary`: the one thing to do here; `danger`: cannot be undone. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  /** At work: keeps the focus, and does nothing more until it is done. */
  readonly isBusy?: boolean;
  readonly isWide?: boolean;
}

/** react-aria's own pending state is not used: what it announces outlives the button, and then names nothing. */
export const ActButton = ({ children, look = "plain", isBusy = false, isWide = false, onPress, type = "button", ...rest }: ActButtonProps) => {
  const { t } = useTranslation();
  return (
    <Button {...rest} className={`button ${look}${isWide ? " wide" : ""}${isBusy ? " busy" : ""}`} type={isBusy ? "button" : type} {...(!isBusy && onPress && { onPress })}>
      {isBusy && <span className="spinner" role="progressbar" aria-label={t("loading")} />}
      <span>{children}</span>
    </Button>
  );
};
