import { useTranslation } from "react-i18next";

/** Length of `2026-03-01`. */
const DAY = 10;

interface MomentProps {
  /** ISO 8601; a day without a time is that day everywhere. */
  readonly at: string;
  /** `day`: the date; `minute`: with the time of day. */
  readonly to?: "day" | "minute";
}

/** A moment in the reader's language and time zone. */
export const Moment = ({ at, to = "minute" }: MomentProps) => {
  const { i18n } = useTranslation();
  const style = to === "day" ? { dateStyle: "medium" } as const : { dateStyle: "medium", timeStyle: "short" } as const;
  return <time dateTime={at}>{new Intl.DateTimeFormat(i18n.language, at.length === DAY ? { ...style, timeZone: "UTC" } : style).format(new Date(at))}</time>;
};
