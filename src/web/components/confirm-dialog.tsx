import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "./act-button.js";
import { ProblemBanner } from "./problem-banner.js";
import { tell } from "./toast.js";

interface ConfirmDialogProps {
  readonly title: string;
  /** What follows from it, spelt out; fields that it needs. */
  readonly children: ReactNode;
  /** The word on the button: what is done, never "OK". */
  readonly act: string;
  readonly isDanger?: boolean;
  /** Something that has to be entered or confirmed first is missing. */
  readonly isBlocked?: boolean;
  readonly acting: Pick<UseMutationResult<unknown, Error, void>, "mutateAsync" | "isPending" | "error">;
  /** Said when it is done. */
  readonly done: string;
  readonly onClose: () => void;
  /** After it is done; the dialog closes by itself. */
  readonly onDone?: () => void;
}

/** Asks before something is done. What is refused is said here, and nothing entered is lost. */
export const ConfirmDialog = ({ title, children, act, isDanger = false, isBlocked = false, acting, done, onClose, onDone }: ConfirmDialogProps) => {
  const { t } = useTranslation();
  const perform = async (): Promise<void> => {
    await acting.mutateAsync();
    tell(done);
    onClose();
    onDone?.();
  };
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(isOpen) => { if (!isOpen && !acting.isPending) onClose(); }} isDismissable={false}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" level={2}>{title}</Heading>
          <div className="dialog-body">
            {children}
            <ProblemBanner error={acting.error} />
          </div>
          <div className="dialog-acts">
            <ActButton look="quiet" onPress={onClose} isDisabled={acting.isPending}>{t("cancel")}</ActButton>
            <ActButton look={isDanger ? "danger" : "primary"} isBusy={acting.isPending} isDisabled={isBlocked} onPress={() => void perform().catch(() => undefined)}>{act}</ActButton>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
