import type { GradeScale } from "../../domain/recognition/grade-scale.js";
import { heiId } from "../../kernel/ids.js";
import { requireIfMatch } from "../door/if-match.js";
import type { Operation, Operations, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "gradeScales">;

const answer = (scale: GradeScale): { status: 200; body: Schema<"GradeScales">; revision: number } => ({ status: 200, body: scale, revision: scale.revision });

const getGradeScales = ({ gradeScales }: Services): Operation<"getGradeScales"> => async ({ path }) => answer(await gradeScales.get(heiId(path.heiId)));

/** The first needs no `If-Match`. */
const putGradeScales = ({ gradeScales }: Services): Operation<"putGradeScales"> => async ({ path, body, ifMatch }) => {
  const creates = (await gradeScales.get(heiId(path.heiId))).revision === 0;
  return answer(await gradeScales.put({ heiId: heiId(path.heiId), scale: body, ifRevision: creates ? (ifMatch ?? 0) : requireIfMatch(ifMatch) }));
};

/** How often our own grades are given. */
export const gradeScaleOperations = (services: Services) => ({ getGradeScales: getGradeScales(services), putGradeScales: putGradeScales(services) }) satisfies Partial<Operations>;
