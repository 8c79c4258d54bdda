import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A column. `label` heads it and names the value where rows are shown as cards. */
export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Names the row to assistive technology. Exactly one column. */
  header?: boolean;
  /** Takes the width the others leave. */
  wide?: boolean;
  /** Figures, aligned to the right. */
  numeric?: boolean;
};

type TableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/**
 * A table that becomes a list of cards on narrow screens. The roles are spelt out because `display` other than a
 * table's takes them away in browsers.
 */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <table role="table" className="w-full border-collapse text-start max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row" className="border-b border-border">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={classNames(
                "px-2 py-2 text-start text-sm font-medium whitespace-nowrap text-text-2",
                column.wide && "w-full",
                column.numeric && "text-end",
              )}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:flex max-md:flex-col max-md:gap-2">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className="border-b border-border hover:bg-surface max-md:block max-md:rounded-lg max-md:border max-md:p-3"
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const Tag = column.header ? "th" : "td";
  return (
    <Tag
      role={column.header ? "rowheader" : "cell"}
      {...(column.header && { scope: "row" })}
      className={classNames(
        "h-10 px-2 py-1.5 text-start align-middle font-normal max-md:flex max-md:h-auto max-md:gap-2 max-md:px-0 max-md:py-1",
        column.wide ? "min-w-0 wrap-anywhere" : "md:whitespace-nowrap",
        column.numeric && "tabular-nums md:text-end",
      )}
    >
      <span aria-hidden className="w-24 shrink-0 text-sm text-text-3 md:hidden">
        {column.label}
      </span>
      <span className="min-w-0 wrap-anywhere">{column.cell(row)}</span>
    </Tag>
  );
}
