import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "./act-button.js";
import { ProblemBanner } from "./problem-banner.js";

interface BoundaryProps {
  readonly children: ReactNode;
  readonly onRetry?: () => void;
}

/** Shows why a page cannot be shown, and tries once more when asked to. */
export const ProblemBoundary = ({ children }: { readonly children: ReactNode }) => (
  <QueryErrorResetBoundary>{({ reset }) => <Boundary onRetry={reset}>{children}</Boundary>}</QueryErrorResetBoundary>
);

class Boundary extends Component<BoundaryProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  readonly #retry = (): void => {
    this.props.onRetry?.();
    this.setState({ error: undefined });
  };

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Fault error={this.state.error} onRetry={this.#retry} />;
  }
}

const Fault = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <ProblemBanner error={error} />
      <div><ActButton onPress={onRetry}>{t("try-again")}</ActButton></div>
    </div>
  );
};
