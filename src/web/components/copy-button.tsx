import { useTranslation } from "react-i18next";
import { copyText } from "../data/browser.js";
import { ActButton } from "./act-button.js";
import { tell } from "./toast.js";

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
}

/** Puts a text into the clipboard, and says whether the browser let it. */
export const CopyButton = ({ text, label }: CopyButtonProps) => {
  const { t } = useTranslation();
  return <ActButton onPress={() => void copyText(text).then((isCopied) => tell(t(isCopied ? "copied" : "not-copied")))}>{label}</ActButton>;
};
