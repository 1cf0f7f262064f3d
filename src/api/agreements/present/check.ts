import type { Check } from "../../../domain/agreements/check/check.js";
import type { Action } from "../../../domain/agreements/check/subject.js";
import type { Schema } from "../../operation.js";

/** Actions of the domain by the name that they have in addresses. */
const ADDRESSES: Readonly<Record<Action, Schema<"Action">>> = {
  edit: "edit", share: "send", link: "link", unlink: "unlink", approve: "approve", compare: "comparison", revert: "revert", terminate: "terminate",
  refresh: "refresh", "send-again": "notify", "contact-partner": "contact-partner", "contact-technicians": "contact-technicians",
};

const addressed = <T extends { readonly action?: Action }>(item: T): Omit<T, "action"> & { readonly action?: Schema<"Action"> } => {
  const { action, ...rest } = item;
  return { ...rest, ...(action !== undefined && { action: ADDRESSES[action] }) };
};

/** The check with its actions as addresses. */
export const presentCheck = ({ status, items, next, textToPartner }: Check): Schema<"Check"> =>
  ({ status, items: items.map(addressed), next: addressed(next), ...(textToPartner !== undefined && { textToPartner }) });
