import { type ReactNode, useEffect } from "react";
import { Link } from "react-aria-components";

interface PageHeaderProps {
  readonly title: string;
  /** Where this page belongs to, one step up. */
  readonly above?: { readonly label: string; readonly href: string };
  /** Beside the title: a status, a code. */
  readonly beside?: ReactNode;
  /** Below the title, in a line. */
  readonly under?: ReactNode;
  /** What can be done. */
  readonly acts?: ReactNode;
}

export const useTitle = (title: string): void => {
  useEffect(() => { document.title = `${title} · Passerelle`; }, [title]);
};

export const PageHeader = ({ title, above, beside, under, acts }: PageHeaderProps) => {
  useTitle(title);
  return (
    <header className="page-header">
      <div className="page-header-words">
        {above && <Link className="above" href={above.href}>‹ {above.label}</Link>}
        <div className="page-header-title"><h1>{title}</h1>{beside}</div>
        {under !== undefined && <div className="page-header-under">{under}</div>}
      </div>
      {acts !== undefined && <div className="page-header-acts">{acts}</div>}
    </header>
  );
};
