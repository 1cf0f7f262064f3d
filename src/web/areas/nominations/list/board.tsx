import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { Moment } from "../../../components/moment.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { Loading } from "../../../components/progress.js";
import { useHeiPath } from "../../../data/institution.js";
import { TurnBadge } from "../../agreements/status.js";
import { addressOf, type Direction, type NominationSummary, type Status } from "../model.js";
import { type NominationQuestion, useNominations } from "../queries.js";
import { NominationStatusBadge } from "../status.js";

interface BoardColumn {
  readonly status: Status;
  /** What the node is asked; pending and delivered come from one answer. */
  readonly question: NominationQuestion;
}

const OPEN: NominationQuestion = { status: ["pending"], stage: "sent" };
const ENDS: readonly BoardColumn[] = (["approved", "rejected", "cancelled"] as const).map((status) => ({ status, question: { status: [status] } }));
const COLUMNS: Readonly<Record<Direction, readonly BoardColumn[]>> = {
  outgoing: [{ status: "draft", question: { stage: "draft" } }, { status: "pending", question: OPEN }, { status: "delivered", question: OPEN }, ...ENDS],
  incoming: [{ status: "pending", question: { status: ["pending"] } }, ...ENDS],
};

/** Nominations by where they stand, a column each. */
export const Board = ({ direction, within }: { readonly direction: Direction; readonly within: NominationQuestion }) => {
  const { t } = useTranslation("nominations");
  return (
    <div className="board" role="region" aria-label={t("list.as-board")} tabIndex={0}>
      {COLUMNS[direction].map(({ status, question }) => <Column key={status} direction={direction} status={status} question={{ ...within, ...question }} />)}
    </div>
  );
};

const Column = ({ direction, status, question }: { readonly direction: Direction; readonly status: Status; readonly question: NominationQuestion }) => {
  const { t } = useTranslation("nominations");
  const { t: common } = useTranslation();
  const pages = useNominations(direction, question);
  const items = pages.items.filter((one) => one.status === status);
  return (
    <section className="board-column" aria-labelledby={`column-${status}`}>
      <h2 id={`column-${status}`} className="board-head"><NominationStatusBadge status={status} /><span className="muted tabular">{items.length}{!pages.isComplete && "+"}</span></h2>
      <ProblemBanner error={pages.error} />
      <ul className="board-cards">{items.map((one) => <li key={addressOf(one).join(" ")}><Card one={one} /></li>)}</ul>
      {items.length === 0 && (pages.isLoading ? <Loading /> : <p className="small muted">{common("none")}</p>)}
      {!pages.isComplete && items.length > 0 && <ActButton look="quiet" isBusy={pages.isLoading} onPress={pages.more}>{t("list.more")}</ActButton>}
    </section>
  );
};

const Card = ({ one }: { readonly one: NominationSummary }) => {
  const hei = useHeiPath();
  return (
    <Link className="board-card" href={hei(...addressOf(one))}>
      <strong>{one.student}</strong>
      <span className="small">{one.partner}</span>
      <span className="small muted line"><span className="tabular">{one.term ?? one.year}</span><Moment at={one.changedAt} to="day" /></span>
      {one.turn === "us" && one.status !== "draft" && <span><TurnBadge turn="us" /></span>}
    </Link>
  );
};
