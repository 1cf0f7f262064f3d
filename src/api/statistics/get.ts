import { type Statistic, yearsOf } from "../../domain/statistics/model.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

type Services = Pick<OfficeServices, "statistics">;

/** The numbers of the statistics portal, each with the list of what it counts. */
export const getStatistics = ({ statistics }: Services): Operation<"getStatistics"> => async ({ path: { heiId: hei, records } }) => {
  const years = yearsOf(records, await statistics.counted(heiId(hei), records));
  const listOf = (academicYear: string, counted: string) => `/institutions/${hei}/${records}?${new URLSearchParams({ academicYear, counted }).toString()}`;
  return {
    status: 200,
    body: { items: years.map(({ academicYear, numbers }) => ({ academicYear, numbers: Object.entries<Statistic>(numbers).map(([name, { count, removed }]) => ({ name, count, removed, records: listOf(academicYear, name) })) })) },
  };
};
