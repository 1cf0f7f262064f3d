import type { Course, CourseInstance, PublishedCourse } from "../../../domain/courses/model.js";
import { given, nonEmpty } from "../../../kernel/given.js";
import { type HeiId, isLoiId, isLosId, type LoiId } from "../../../kernel/ids.js";
import { fromWireUrl, toWireUrl } from "../../common/contact.js";
import type { WireInstance, WireSpecification } from "./documents.js";

/** A course as partners read it (PROTOCOL 5.6). */
export const toWireSpecification = (course: Course | PublishedCourse): WireSpecification => ({
  losId: course.losId,
  ...given({ losCode: course.losCode, ounitId: course.ounitId, type: course.type, subjectArea: course.subjectArea, iscedCode: course.iscedCode, eqfLevel: course.eqfLevel }),
  titles: course.titles,
  urls: course.urls.map(toWireUrl),
  descriptions: course.descriptions,
  ...given({
    specifies: course.instances.length > 0 ? { instances: course.instances.map(toWireInstance) } : undefined,
    contains: course.contains.length > 0 ? { losIds: course.contains } : undefined,
  }),
});

const toWireInstance = ({ loiId, start, end, term, gradingScheme, distribution, credits, language, engagementHours }: CourseInstance): WireInstance => ({
  loiId, start, end, credits,
  ...given({
    academicTerm: term && { academicYearId: term.academicYearId, ...given({ ewpId: term.ewpId }), displayNames: term.names, startDate: term.start, endDate: term.end },
    gradingScheme: gradingScheme && { labels: gradingScheme.labels, descriptions: gradingScheme.descriptions ?? [] },
    resultDistribution: distribution && { categories: distribution.categories, descriptions: distribution.descriptions ?? [] },
    languageOfInstruction: language, engagementHours,
  }),
});

/** A course that a partner publishes; undefined for a kind of id that we do not know, which counts as not existing. Unknown instances likewise. */
export const fromWireSpecification = (heiId: HeiId, wire: WireSpecification): PublishedCourse | undefined => {
  const { losId, titles, urls, descriptions, specifies, contains, ...simple } = wire;
  if (!isLosId(losId)) return undefined;
  return {
    heiId, losId, titles, descriptions, ...simple,
    urls: urls.map(fromWireUrl),
    instances: (specifies?.instances ?? []).flatMap((instance) => (isLoiId(instance.loiId) ? [fromWireInstance(instance, instance.loiId)] : [])),
    contains: (contains?.losIds ?? []).filter(isLosId),
  };
};

const fromWireInstance = ({ start, end, academicTerm, gradingScheme, resultDistribution, credits, languageOfInstruction, engagementHours }: WireInstance, loiId: LoiId): CourseInstance => ({
  loiId, start, end, credits,
  ...given({
    term: academicTerm && { academicYearId: academicTerm.academicYearId, ...given({ ewpId: academicTerm.ewpId }), names: academicTerm.displayNames, start: academicTerm.startDate, end: academicTerm.endDate },
    gradingScheme: gradingScheme && { labels: gradingScheme.labels, ...given({ descriptions: nonEmpty(gradingScheme.descriptions) }) },
    distribution: resultDistribution && { categories: resultDistribution.categories, ...given({ descriptions: nonEmpty(resultDistribution.descriptions) }) },
    language: languageOfInstruction, engagementHours,
  }),
});
