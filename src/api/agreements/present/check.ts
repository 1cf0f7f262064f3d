import type { Check } from "../../../domain/agreements/check/check.js";
import type { Action } from "../../../domain/agreements/check/subject.js";
import { omit } from "../../../kernel/omit.js";
import type { Schema } from "../../operation.js";

/** Actions of the domain by the name that they have in addresses. */
const ADDRESSES: Readonly<Record<Action, Schema<"Action">>> = {
  edit: "edit", share: "send", link: "link", unlink: "unlink", approve: "approve", compare: "comparison", revert: "revert", terminate: "terminate",
  refresh: "refresh", "send-again": "notify", "contact-partner": "contact-partner", "contact-technicians": "contact-technicians",
};

const addressed = <T extends { readonly action?: Action; readonly reason?: string }>(item: T): Omit<T, "action" | "reason"> & { readonly action?: Schema<"Action"> } => {
  // The reason is part of the explanation, and of the letter.
  const { action } = item;
  return { ...omit(item, "action", "reason"), ...(action !== undefined && { action: ADDRESSES[action] }) };
};

/** The check with its actions as addresses. */
export const presentCheck = ({ status, items, next, textToPartner }: Check): Schema<"Check"> =>
  ({ status, items: items.map(addressed), next: addressed(next), ...(textToPartner !== undefined && { textToPartner }) });
