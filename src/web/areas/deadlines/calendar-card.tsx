import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../components/act-button.js";
import { ConfirmDialog } from "../../components/confirm-dialog.js";
import { CopyButton } from "../../components/copy-button.js";
import { TextField } from "../../components/fields/text-field.js";
import { Moment } from "../../components/moment.js";
import { ProblemBanner } from "../../components/problem-banner.js";
import { type CalendarFeed, useCalendarFeeds, useCreateFeed, useRevokeFeed } from "./questions.js";

/** Addresses for calendar programs: made here, shown once, ended here. */
export const CalendarCard = () => {
  const { t } = useTranslation("deadlines");
  const feeds = useCalendarFeeds();
  const creating = useCreateFeed();
  const [name, setName] = useState("");
  const [ending, end] = useState<CalendarFeed>();
  const create = (event: FormEvent): void => {
    event.preventDefault();
    void creating.mutateAsync(name.trim()).then(() => setName("")).catch(() => undefined);
  };
  const made = creating.data;
  const isThere = feeds.some(({ id }) => id === made?.id);
  return (
    <section className="card" aria-labelledby="calendar">
      <h2 id="calendar">{t("calendar.title")}</h2>
      <p className="small">{t("calendar.means")}</p>
      <form className="form" onSubmit={create}>
        <TextField label={t("calendar.name")} description={t("calendar.name-help")} value={name} onChange={setName} maxLength={200} isRequired />
        <ProblemBanner error={creating.error} />
        <div><ActButton type="submit" isBusy={creating.isPending} isDisabled={name.trim() === ""}>{t("calendar.create")}</ActButton></div>
      </form>
      {made && isThere && <NewAddress address={`${location.origin}${made.address}`} />}
      {feeds.length > 0 && (
        <ul className="rows" aria-label={t("calendar.list")}>
          {feeds.map((feed) => (
            <li key={feed.id} className="feed">
              <span className="feed-name">{feed.name}<span className="muted small">{t("calendar.since")} <Moment at={feed.createdAt} to="day" /></span></span>
              <ActButton look="quiet" aria-label={t("calendar.end-of", { name: feed.name })} onPress={() => end(feed)}>{t("calendar.end")}</ActButton>
            </li>
          ))}
        </ul>
      )}
      {ending && <EndDialog feed={ending} onClose={() => end(undefined)} />}
    </section>
  );
};

const NewAddress = ({ address }: { readonly address: string }) => {
  const { t } = useTranslation("deadlines");
  return (
    <div className="banner good" role="status">
      <strong>{t("calendar.made")}</strong>
      <p className="small">{t("calendar.once")}</p>
      <code className="small">{address}</code>
      <div><CopyButton text={address} label={t("calendar.copy")} /></div>
    </div>
  );
};

const EndDialog = ({ feed: { id, name }, onClose }: { readonly feed: CalendarFeed; readonly onClose: () => void }) => {
  const { t } = useTranslation("deadlines");
  return (
    <ConfirmDialog title={t("calendar.end-title", { name })} act={t("calendar.end")} isDanger acting={useRevokeFeed(id)} done={t("calendar.ended")} onClose={onClose}>
      <p>{t("calendar.end-means")}</p>
    </ConfirmDialog>
  );
};
