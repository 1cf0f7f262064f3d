import { type ReactNode, useState } from "react";
import { Button, Link, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "./act-button.js";

/** Something that can be done with a record as it stands. */
export interface RecordAct {
  readonly name: string;
  /** The word on its button. */
  readonly label: string;
  /** `primary`: the next step; `plain`: a button beside it; `menu`: with the rest. */
  readonly place: "primary" | "plain" | "menu";
  readonly isDanger?: boolean;
  /** `opens` is a file to download, not a page. */
  readonly isFile?: boolean;
  /** The page where it is done, or the dialog that asks first. */
  readonly opens: string | ((close: () => void) => ReactNode);
}

/** The next step as a button, what is rarer in a menu. What a person may not do, or not now, is not in `acts`. */
export const RecordActs = ({ acts }: { readonly acts: readonly RecordAct[] }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const inMenu = acts.filter(({ place }) => place === "menu");
  const dialog = acts.find(({ name }) => name === open)?.opens;
  return (
    <>
      {acts.filter(({ place }) => place !== "menu").map(({ name, label, place, opens }) => (typeof opens === "string"
        ? <Link key={name} className={`button ${place}`} href={opens}>{label}</Link>
        : <ActButton key={name} look={place === "primary" ? "primary" : "plain"} onPress={() => setOpen(name)}>{label}</ActButton>))}
      {inMenu.length > 0 && (
        <MenuTrigger>
          <Button className="button" aria-label={t("more-acts")}>⋯</Button>
          <Popover className="popover" placement="bottom end">
            <Menu className="menu" aria-label={t("more-acts")}>
              {inMenu.map(({ name, label, opens, isDanger, isFile }) => <MenuItem key={name} id={name} className={isDanger ? "menu-item danger" : "menu-item"} {...(typeof opens === "string" ? { href: opens, ...(isFile && { download: "" }) } : { onAction: () => setOpen(name) })}>{label}</MenuItem>)}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {typeof dialog === "function" && dialog(() => setOpen(undefined))}
    </>
  );
};
