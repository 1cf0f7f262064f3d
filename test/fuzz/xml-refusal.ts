import { errorResponse } from "../../src/ewp/runtime/error-response.js";
import { readDocument } from "../../src/xml/read.js";

/** True for a whole, valid `error-response` that says something. */
export const isXmlRefusal = (text: string): boolean => {
  try {
    return readDocument(errorResponse, text).developerMessage.length > 0;
  } catch {
    return false;
  }
};
