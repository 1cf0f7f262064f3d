import { Route, Switch } from "wouter";
import "./inbox.css";
import { IdenticalPage } from "./identical-page.js";
import { InboxPage } from "./inbox-page.js";

const BASE = "/hei/:heiId/inbox";

/** The addresses of the area. */
export const InboxPages = () => (
  <Switch>
    <Route path={BASE}><InboxPage /></Route>
    <Route path={`${BASE}/identical`}><IdenticalPage /></Route>
  </Switch>
);
