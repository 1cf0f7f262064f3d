import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../components/page-header.js";

export const NotFound = () => {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("not-found.title")} />
      <p>{t("not-found.text")} <Link className="link" href="/">{t("not-found.start")}</Link></p>
    </>
  );
};
