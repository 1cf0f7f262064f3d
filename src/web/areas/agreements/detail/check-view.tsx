import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { tell } from "../../../components/toast.js";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import type { Schemas } from "../../../data/api.js";
import type { Agreement } from "../model.js";
import { useCheck } from "../queries.js";

type Item = Schemas["Check"]["items"][number];
/** What is open comes first. */
const RANK: Readonly<Record<Item["state"], number>> = { "problem": 0, "waiting": 1, "not-applicable": 2, "ok": 3 };
const TONES: Readonly<Record<Item["state"], Tone>> = { "ok": "good", "waiting": "waiting", "problem": "bad", "not-applicable": "quiet" };

/** Why the agreement is not approved: every question with its answer, and a text for the partner. */
export const CheckView = ({ agreement: { id } }: { readonly agreement: Agreement }) => {
  const { t } = useTranslation("agreements");
  const { items, textToPartner } = useCheck(id);
  return (
    <>
      <section className="card" aria-labelledby="check">
        <h2 id="check">{t("check.title")}</h2>
        {items.length === 0 && <p className="muted">{t("check.over")}</p>}
        <ol className="rows">{items.toSorted((one, other) => RANK[one.state] - RANK[other.state]).map((item) => <CheckRow key={item.code} item={item} />)}</ol>
      </section>
      {textToPartner !== undefined && (
        <section className="card" aria-labelledby="letter">
          <div className="card-head"><h2 id="letter">{t("check.letter")}</h2><ActButton onPress={() => void navigator.clipboard.writeText(textToPartner).then(() => tell(t("check.copied")))}>{t("check.copy")}</ActButton></div>
          <blockquote className="pre" lang="en">{textToPartner}</blockquote>
        </section>
      )}
    </>
  );
};

const CheckRow = ({ item: { code, state, whoseTurn, title, explanation } }: { readonly item: Item }) => {
  const { t } = useTranslation("agreements");
  const { t: common } = useTranslation();
  return (
    <li className="rows-item">
      <div>
        <strong>{t(`check.questions.${code as "sent"}`, { defaultValue: title })}</strong>
        <p className="muted" lang="en">{explanation}</p>
      </div>
      <div className="rows-marks">
        {(state === "waiting" || state === "problem") && whoseTurn !== "nobody" && <span className="small muted">{common(`turn.${whoseTurn}`)}</span>}
        <StatusBadge tone={TONES[state]}>{t(`check.state.${state}`)}</StatusBadge>
      </div>
    </li>
  );
};
