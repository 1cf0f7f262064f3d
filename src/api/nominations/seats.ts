import { isAcademicYear } from "../../kernel/academic-year.js";
import { badRequest } from "../../kernel/errors.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { NominationServices } from "./command.js";

export const getSeats = ({ nominations }: NominationServices): Operation<"getSeats"> => async ({ path, query: { direction, academicYear, partner } }) => {
  if (!isAcademicYear(academicYear)) throw badRequest("academicYear is not an academic year; expected e.g. 2026/2027.", { code: "bad-academic-year", details: [{ field: "academicYear", problem: "is not an academic year", expected: "e.g. 2026/2027" }] });
  const lines = await nominations.seats(heiId(path.heiId), direction, { academicYear, ...(partner !== undefined && { partnerHeiId: heiId(partner) }) });
  return { status: 200, body: { items: lines.map((line) => ({ ...line, iscedFCodes: [...line.iscedFCodes], eqfLevels: [...line.eqfLevels] })) } };
};
