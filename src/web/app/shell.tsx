import { Suspense, useState } from "react";
import { Button, Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useLocation, useSearchParams } from "wouter";
import { ProblemBoundary } from "../components/problem-boundary.js";
import { Loading } from "../components/progress.js";
import { InstitutionProvider, useHeiPath, useInstitutions, useMay } from "../data/institution.js";
import { useLiveChanges } from "../data/live-changes.js";
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

/** The institution that a link in a mail names, else the first that this person may see. */
const Start = () => {
  const [parameters] = useSearchParams();
  const institutions = useInstitutions();
  const institution = institutions.find(({ heiId }) => heiId === parameters.get("institution")) ?? institutions[0];
  return institution ? <Redirect to={`/hei/${encodeURIComponent(institution.heiId)}`} replace /> : <NotFound />;
};

/** The first area that this person may see. */
const FirstArea = () => {
  const may = useMay();
  const hei = useHeiPath();
  const area = AREAS.find(({ scopes }) => scopes.some(may));
  return area ? <Redirect to={hei(area.name)} replace /> : <NotFound />;
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
          <Link className="wordmark" href="/" aria-label="Passerelle"><img src="/favicon.svg" alt="" width="22" height="22" /><span>Passerelle</span></Link>
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
  const may = useMay();
  useLiveChanges();
  return (
    <Switch>
      {AREAS.filter(({ scopes }) => scopes.some(may)).map(({ name, Pages }) => <Route key={name} path={`/hei/:heiId/${name}/*?`}><Pages /></Route>)}
      <Route path="/hei/:heiId"><FirstArea /></Route>
      <Route><NotFound /></Route>
    </Switch>
  );
};
