import { useState } from "react";
import { Button, Link, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import { ActDialog } from "../acts/act-dialog.js";
import { ACTS, type AgreementAct, canApprove, canEdit } from "../acts/acts.js";
import { ApproveDialog } from "../acts/approve-dialog.js";
import type { Agreement } from "../model.js";

/** What this person may do with the agreement as it stands: the next step as a button, the rest in a menu. */
export const AgreementActs = ({ agreement }: { readonly agreement: Agreement }) => {
  const { t, i18n } = useTranslation("agreements");
  const may = useMay();
  const hei = useHeiPath();
  const [open, setOpen] = useState<AgreementAct | "approve">();
  const offered = ACTS.filter(({ scope, isOffered }) => may(scope) && isOffered(agreement));
  const close = (): void => setOpen(undefined);
  const [send, ...rest] = agreement.stage === "draft" ? offered : [undefined, ...offered];
  return (
    <>
      <a className="button" href={`/api/v1/institutions/${encodeURIComponent(agreement.heiId)}/agreements/${encodeURIComponent(agreement.id)}/pdf?language=${i18n.language}`} target="_blank" rel="noreferrer">{t("acts.pdf")}</a>
      {canEdit(agreement) && may("agreements:write") && <Link className="button" href={hei("agreements", agreement.id, "edit")}>{t("acts.edit")}</Link>}
      {send && <ActButton look="primary" onPress={() => setOpen(send)}>{t(`acts.${send.name}.act`)}</ActButton>}
      {canApprove(agreement) && may("agreements:approve") && <ActButton look="primary" onPress={() => setOpen("approve")}>{t("approve.act")}</ActButton>}
      {rest.length > 0 && (
        <MenuTrigger>
          <Button className="button" aria-label={t("acts.more")}>⋯</Button>
          <Popover className="popover" placement="bottom end">
            <Menu className="menu" aria-label={t("acts.more")}>
              {rest.map((act) => act && <MenuItem key={act.name} id={act.name} className={act.isDanger ? "menu-item danger" : "menu-item"} onAction={() => setOpen(act)}>{t(`acts.${act.name}.act`)}</MenuItem>)}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {open === "approve" && <ApproveDialog agreement={agreement} onClose={close} />}
      {open !== undefined && open !== "approve" && <ActDialog agreement={agreement} act={open} onClose={close} />}
    </>
  );
};
