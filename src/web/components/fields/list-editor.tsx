import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../act-button.js";

interface ListEditorProps<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly items: readonly T[];
  readonly onChange: (items: readonly T[]) => void;
  /** What `add` begins with. */
  readonly fresh: () => T;
  readonly add: string;
  readonly children: (item: T, change: (item: T) => void, at: number) => ReactNode;
}

/** Some entries of one kind, each with its fields and a way to take it out. */
export const ListEditor = <T,>({ label, description, error, items, onChange, fresh, add, children }: ListEditorProps<T>) => {
  const { t } = useTranslation();
  return (
    <fieldset className="list-editor whole">
      <legend className="label">{label}</legend>
      {description !== undefined && <p className="description">{description}</p>}
      {items.map((item, at) => (
        <div key={at} className="list-editor-item">
          <div className="list-editor-fields">{children(item, (changed) => onChange(items.with(at, changed)), at)}</div>
          <ActButton look="quiet" aria-label={t("remove-of", { what: `${label} ${at + 1}` })} onPress={() => onChange(items.toSpliced(at, 1))}>✕</ActButton>
        </div>
      ))}
      {error !== undefined && <p className="field-error" role="alert">{error}</p>}
      <div><ActButton onPress={() => onChange([...items, fresh()])}>{add}</ActButton></div>
    </fieldset>
  );
};
