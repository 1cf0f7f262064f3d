import { useId } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../components/copy-button.js";
import type { Schemas } from "../../../data/api.js";

interface MessageViewProps {
  readonly title: string;
  readonly message: Schemas["Message"];
}

/** Longer bodies are drawn to here; the button copies all. */
const SHOWN = 100_000;

/** Headers and body, byte for byte. */
export const MessageView = ({ title, message: { headers, bytes, text, base64 } }: MessageViewProps) => {
  const { t, i18n } = useTranslation("network");
  const id = useId();
  const body = text ?? base64 ?? "";
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        <span className="line"><span className="muted small">{new Intl.NumberFormat(i18n.language, { style: "unit", unit: "byte", unitDisplay: "long" }).format(bytes)}</span>{body !== "" && <CopyButton text={body} label={t("exchanges.copy-body")} />}</span>
      </div>
      <table className="headers"><tbody>{Object.entries(headers).map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td>{value}</td></tr>)}</tbody></table>
      {base64 !== undefined && <p className="muted small">{t("exchanges.base64")}</p>}
      {body !== "" && <pre className="message-body" tabIndex={0} role="region" aria-label={t("exchanges.body-of", { what: title })}>{body.slice(0, SHOWN)}{body.length > SHOWN && "…"}</pre>}
    </section>
  );
};
