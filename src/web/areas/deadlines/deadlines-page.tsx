import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.js";
import { Loading } from "../../components/progress.js";
import { CalendarCard } from "./calendar-card.js";
import { DigestCard } from "./digest-card.js";
import { MonthList } from "./month-list.js";

/** What has to be done by when, month by month; beside it how it comes to people by itself. */
export const DeadlinesPage = () => {
  const { t } = useTranslation("deadlines");
  return (
    <>
      <PageHeader title={t("title")} under={t("means")} />
      <div className="main-and-side">
        <div className="stack"><Suspense fallback={<Loading />}><MonthList /></Suspense></div>
        <div className="stack">
          <Suspense fallback={<Loading />}>
            <CalendarCard />
            <DigestCard />
          </Suspense>
        </div>
      </div>
    </>
  );
};
