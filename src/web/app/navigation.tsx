import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useHeiPath, useMay } from "../data/institution.js";
import { AREAS } from "./areas.js";

/** The areas that this person may see. */
export const Navigation = ({ isOpen, onPick }: { readonly isOpen: boolean; readonly onPick: () => void }) => {
  const { t } = useTranslation();
  const may = useMay();
  const [path] = useLocation();
  const hei = useHeiPath();
  return (
    <nav id="navigation" className={isOpen ? "navigation open" : "navigation"} aria-label={t("navigation")}>
      <ul>
        {AREAS.filter(({ scopes }) => scopes.some(may)).map(({ name }) => {
          const address = hei(name);
          const isHere = path === address || path.startsWith(`${address}/`);
          return <li key={name}><Link href={address} className="navigation-link" onPress={onPick} {...(isHere && { "aria-current": "page" as const })}>{t(`areas.${name}`)}</Link></li>;
        })}
      </ul>
    </nav>
  );
};
