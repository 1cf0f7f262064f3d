import { Button, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as Region, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";

const SHOWN_MS = 6_000;
const queue = new ToastQueue<string>({ maxVisibleToasts: 3 });

/** Says in the corner, and to screen readers, that something was done. */
export const tell = (text: string): void => void queue.add(text, { timeout: SHOWN_MS });

export const ToastRegion = () => {
  const { t } = useTranslation();
  return (
    <Region queue={queue} className="toasts">
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent><Text slot="title">{toast.content}</Text></ToastContent>
          <Button slot="close" className="button quiet" aria-label={t("close")}>✕</Button>
        </Toast>
      )}
    </Region>
  );
};
