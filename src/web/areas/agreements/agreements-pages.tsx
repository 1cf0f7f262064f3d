import { Route, Switch } from "wouter";
import "./agreements.css";
import { AgreementList } from "./list/agreement-list.js";

/** The addresses of the area, below `/hei/{heiId}/agreements`. */
export const AgreementsPages = () => (
  <Switch>
    <Route path="/hei/:heiId/agreements"><AgreementList /></Route>
  </Switch>
);
