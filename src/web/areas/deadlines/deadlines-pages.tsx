import { Route, Switch } from "wouter";
import "./deadlines.css";
import { DeadlinesPage } from "./deadlines-page.js";

/** The addresses of the area. */
export const DeadlinesPages = () => (
  <Switch>
    <Route path="/hei/:heiId/deadlines"><DeadlinesPage /></Route>
  </Switch>
);
