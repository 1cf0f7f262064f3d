import { Link } from "react-aria-components";
import { useLocation } from "wouter";

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly label: string }[];
}

/** Views of one thing, each with an address of its own. */
export const LinkTabs = ({ label, tabs }: LinkTabsProps) => {
  const [path] = useLocation();
  return (
    <nav aria-label={label} className="tab-list">
      {tabs.map(({ href, label: name }) => <Link key={href} href={href} className="tab" {...(path === href && { "aria-current": "page" as const })}>{name}</Link>)}
    </nav>
  );
};
