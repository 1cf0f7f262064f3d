import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMe } from "../data/me.js";
import { signOut } from "./sign-in/sign-in.js";

export const PersonMenu = () => {
  const { t } = useTranslation();
  const { name } = useMe();
  return (
    <MenuTrigger>
      <Button className="person button quiet" aria-label={t("person.menu", { name })}><span className="person-initials" aria-hidden="true">{initials(name)}</span></Button>
      <Popover className="popover" placement="bottom end">
        <p className="popover-head">{name}</p>
        <Menu className="menu" aria-label={t("person.menu", { name })}>
          <MenuItem className="menu-item" onAction={() => void signOut()}>{t("person.sign-out")}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
};

const initials = (name: string): string => name.split(/\s+/).map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();
