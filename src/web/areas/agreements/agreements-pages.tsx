import { Route, Switch } from "wouter";
import "./agreements.css";
import { AgreementPage } from "./detail/agreement-page.js";
import { EditPage } from "./editor/edit-page.js";
import { NewPage } from "./editor/new-page.js";
import { IncomingList } from "./incoming/incoming-list.js";
import { IncomingPage } from "./incoming/incoming-page.js";
import { AgreementList } from "./list/agreement-list.js";
import { RenewalsPage } from "./renewals/renewals-page.js";

const BASE = "/hei/:heiId/agreements";

/** The addresses of the area. */
export const AgreementsPages = () => (
  <Switch>
    <Route path={BASE}><AgreementList /></Route>
    <Route path={`${BASE}/new`}><NewPage /></Route>
    <Route path={`${BASE}/incoming`}><IncomingList /></Route>
    <Route path={`${BASE}/incoming/:partnerHeiId/:partnerIiaId`}><IncomingPage /></Route>
    <Route path={`${BASE}/renewals`}><RenewalsPage /></Route>
    <Route path={`${BASE}/:agreementId/edit`}><EditPage /></Route>
    <Route path={`${BASE}/:agreementId/*?`}><AgreementPage /></Route>
  </Switch>
);
