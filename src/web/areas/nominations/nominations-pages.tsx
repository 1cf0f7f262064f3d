import { Redirect, Route, Switch } from "wouter";
import { useHeiPath } from "../../data/institution.js";
import "../mobilities/mobilities.css";
import { IncomingPage } from "./detail/incoming-page.js";
import { OutgoingPage } from "./detail/outgoing-page.js";
import { EditPage } from "./editor/edit-page.js";
import { NewPage } from "./editor/new-page.js";
import { NominationList } from "./list/nomination-list.js";
import { SeatsPage } from "./seats/seats-page.js";

const BASE = "/hei/:heiId/nominations";

/** The addresses of the area. */
export const NominationsPages = () => {
  const hei = useHeiPath();
  return (
    <Switch>
      <Route path={`${BASE}/outgoing`}><NominationList key="outgoing" direction="outgoing" /></Route>
      <Route path={`${BASE}/incoming`}><NominationList key="incoming" direction="incoming" /></Route>
      <Route path={`${BASE}/seats`}><SeatsPage /></Route>
      <Route path={`${BASE}/outgoing/new`}><NewPage /></Route>
      <Route path={`${BASE}/outgoing/:omobilityId/edit`}><EditPage isReplacement={false} /></Route>
      <Route path={`${BASE}/outgoing/:omobilityId/replace`}><EditPage isReplacement /></Route>
      <Route path={`${BASE}/outgoing/:omobilityId/:view?`}><OutgoingPage /></Route>
      <Route path={`${BASE}/incoming/:partnerHeiId/:omobilityId/:view?`}><IncomingPage /></Route>
      <Route><Redirect to={hei("nominations", "outgoing")} replace /></Route>
    </Switch>
  );
};
