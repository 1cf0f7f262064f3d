import { type ReactNode, useMemo } from "react";
import { Cell, Collection, Column, Row, Table, TableBody, TableHeader, TableLayout, TableLoadMoreItem, Virtualizer } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Pages } from "../data/queries.js";
import { ProblemBanner } from "./problem-banner.js";
import { Loading } from "./progress.js";
import { useIsNarrow } from "./use-is-narrow.js";

export interface RecordColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly cell: (record: T) => ReactNode;
  /** Share of the width, e.g. `2fr`, or pixels. */
  readonly width?: number | `${number}fr`;
  readonly minWidth?: number;
  /** Shown on a phone too; there the first column should tell most. */
  readonly isNarrow?: boolean;
  readonly isNumber?: boolean;
}

interface RecordTableProps<T> {
  /** What is listed, for screen readers. */
  readonly label: string;
  readonly pages: Pages<T>;
  readonly columns: readonly RecordColumn<T>[];
  readonly idOf: (record: T) => string;
  /** Undefined: there is no page of it. */
  readonly hrefOf: (record: T) => string | undefined;
  /** When there is nothing. */
  readonly empty: ReactNode;
  /** Heights in pixels where a row holds more than two lines. */
  readonly rows?: RowHeights;
}

interface RowHeights {
  readonly wide: number;
  readonly narrow: number;
}

const ROWS: RowHeights = { wide: 44, narrow: 64 };
const HEADING = 36;

/** A list of any length: only the rows in sight are drawn, and pages of the API are read as one scrolls. The rows are links. */
export const RecordTable = <T extends object>({ label, pages, columns, idOf, hrefOf, empty, rows = ROWS }: RecordTableProps<T>) => {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const shown = useMemo(() => columns.filter((column) => !isNarrow || column.isNarrow), [columns, isNarrow]);
  const layout = useMemo(() => ({ rowHeight: isNarrow ? rows.narrow : rows.wide, headingHeight: HEADING, loaderHeight: rows.wide }), [isNarrow, rows]);
  if (pages.error && pages.items.length === 0) return <ProblemBanner error={pages.error} />;
  return (
    <div className={pages.isStale ? "record-table stale" : "record-table"}>
      {pages.isStale && <Loading />}
      <Virtualizer layout={TableLayout} layoutOptions={layout}>
        <Table aria-label={label} className="table" selectionMode="none">
          <TableHeader columns={[...shown]} className="table-head">
            {(column) => <Column id={column.id} isRowHeader={column.id === shown[0]?.id} width={column.width ?? "1fr"} minWidth={column.minWidth ?? 80} className={column.isNumber ? "column number" : "column"}>{column.label}</Column>}
          </TableHeader>
          <TableBody renderEmptyState={() => (pages.isLoading ? <Loading /> : <div className="empty">{empty}</div>)}>
            <Collection items={pages.items} dependencies={[shown]}>
              {(record) => (
                <Row id={idOf(record)} {...linkTo(hrefOf(record))} columns={[...shown]} className="row">
                  {(column) => <Cell className={column.isNumber ? "cell number" : "cell"}>{column.cell(record)}</Cell>}
                </Row>
              )}
            </Collection>
            {!pages.isComplete && pages.items.length > 0 && <TableLoadMoreItem onLoadMore={pages.more} isLoading={pages.isLoading} className="load-more">{t("loading")}</TableLoadMoreItem>}
          </TableBody>
        </Table>
      </Virtualizer>
      <p className="record-count" role="status">{t(pages.isComplete ? "records" : "records-so-far", { count: pages.items.length })}</p>
    </div>
  );
};

const linkTo = (href: string | undefined) => (href === undefined ? {} : { href });
