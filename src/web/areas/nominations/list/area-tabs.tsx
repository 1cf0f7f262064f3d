import { useTranslation } from "react-i18next";
import { LinkTabs } from "../../../components/link-tabs.js";
import { useHeiPath } from "../../../data/institution.js";

/** The parts of the area. */
export const AreaTabs = () => {
  const { t } = useTranslation("nominations");
  const hei = useHeiPath();
  return <LinkTabs label={t("title")} tabs={(["outgoing", "incoming", "seats"] as const).map((part) => ({ href: hei("nominations", part), label: t(`parts.${part}`) }))} />;
};
