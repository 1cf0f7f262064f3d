import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../data/api.js";

type Changes = NonNullable<Schemas["CatalogueState"]["changes"]>;
const KINDS = ["heis", "apis", "clientKeys"] as const;
const SIDES = ["added", "removed"] as const;

/** What came and went with the present copy. */
export const CatalogueChanges = ({ changes }: { readonly changes: Changes | undefined }) => {
  const { t } = useTranslation("network");
  const parts = changes ? KINDS.flatMap((kind) => SIDES.map((side) => ({ kind, side, ...changes[kind][side] }))).filter(({ count }) => count > 0) : [];
  return (
    <section className="card" aria-labelledby="changes">
      <h2 id="changes">{t("catalogue.changes.title")}</h2>
      {!changes && <p className="muted">{t("catalogue.changes.unknown")}</p>}
      {changes && parts.length === 0 && <p className="muted">{t("catalogue.changes.none")}</p>}
      <div className="columns">
        {parts.map(({ kind, side, count, examples }) => (
          <section key={`${kind} ${side}`} className="stack tight" aria-label={t(`catalogue.changes.${kind}.${side}`, { count })}>
            <h3>{t(`catalogue.changes.${kind}.${side}`, { count })}</h3>
            <ul className="examples" tabIndex={0} aria-label={t(`catalogue.changes.${kind}.${side}`, { count })}>
              {examples.map((example) => <li key={example} className={side === "added" ? "came" : "went"}>{example}</li>)}
            </ul>
            {count > examples.length && <p className="muted small">{t("catalogue.changes.more", { count: count - examples.length })}</p>}
          </section>
        ))}
      </div>
    </section>
  );
};
