import { Suspense, useState } from "react";
import { Button, Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { ProblemBoundary } from "../components/problem-boundary.js";
import { Loading } from "../components/progress.js";
import { InstitutionProvider, useInstitutions } from "../data/institution.js";
import { useMe } from "../data/me.js";
import { AREAS } from "./areas.js";
import { InstitutionSwitch } from "./institution-switch.js";
import { LanguageSwitch } from "./language-switch.js";
import { Navigation } from "./navigation.js";
import { NotFound } from "./not-found.js";
import { PersonMenu } from "./person-menu.js";

/** What stands around every page. */
export const Shell = () => (
  <Switch>
    <Route path="/hei/:heiId/*?">{({ heiId }) => <ShellOf heiId={decodeURIComponent(heiId)} />}</Route>
    <Route path="/"><Start /></Route>
    <Route><NotFound /></Route>
  </Switch>
);

/** The first area of the first institution that this person may see. */
const Start = () => {
  const { scopes } = useMe();
  const institution = useInstitutions()[0];
  const area = AREAS.find(({ scope }) => scopes.includes(scope));
  return institution && area ? <Redirect to={`/hei/${encodeURIComponent(institution.heiId)}/${area.name}`} replace /> : <NotFound />;
};

const ShellOf = ({ heiId }: { readonly heiId: string }) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [path] = useLocation();
  return (
    <InstitutionProvider heiId={heiId}>
      <div className="shell">
        <a className="skip-link" href="#content">{t("skip")}</a>
        <header className="topbar">
          <Button className="topbar-menu button quiet" aria-expanded={isOpen} aria-controls="navigation" aria-label={t("menu")} onPress={() => setOpen(!isOpen)}>☰</Button>
          <Link className="wordmark" href="/"><img src="/favicon.svg" alt="" width="22" height="22" /><span>Passerelle</span></Link>
          <InstitutionSwitch />
          <span className="spacer" />
          <LanguageSwitch />
          <PersonMenu />
        </header>
        <Navigation isOpen={isOpen} onPick={() => setOpen(false)} />
        <main id="content" className="content" tabIndex={-1}>
          <ProblemBoundary key={path}>
            <Suspense fallback={<Loading />}>
              <AreaPages />
            </Suspense>
          </ProblemBoundary>
        </main>
      </div>
    </InstitutionProvider>
  );
};

const AreaPages = () => {
  const { scopes } = useMe();
  return (
    <Switch>
      {AREAS.filter(({ scope }) => scopes.includes(scope)).map(({ name, Pages }) => <Route key={name} path={`/hei/:heiId/${name}/*?`}><Pages /></Route>)}
      <Route path="/hei/:heiId"><Start /></Route>
      <Route><NotFound /></Route>
    </Switch>
  );
};
