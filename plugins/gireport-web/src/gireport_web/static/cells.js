// Which cell of the report's page has this address? `2 r7 c4` is the cell at row 7 and grid column 4 of the
// second table; `2/7,3/1` is a table that stands in a cell of another.

// The grid of a table: for each row, the cell at each column, spans taken into account.
function grid(table) {
  const rows = [...table.rows].map(() => []);
  [...table.rows].forEach((row, number) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[number][column]) column += 1;
      for (let down = 0; down < cell.rowSpan && number + down < rows.length; down += 1) {
        for (let across = 0; across < cell.colSpan; across += 1) rows[number + down][column + across] = cell;
      }
      column += cell.colSpan;
    }
  });
  return rows;
}

function tablesIn(start) {
  const cell = start.closest("td, th");
  return [...start.querySelectorAll("table")].filter(
    (table) => table.parentElement.closest("td, th") === cell && !table.closest('[role="doc-endnotes"]'),
  );
}

// A function that finds cells by their addresses in `start`, the part of a page that holds the report.
export function finder(start) {
  const grids = new Map();
  const gridOf = (table) => {
    if (!grids.has(table)) grids.set(table, grid(table));
    return grids.get(table);
  };
  return (address) => {
    const parts = /^([\d,/]+) r(\d+) c(\d+)$/.exec(address);
    if (!parts) return null;
    let place = start;
    let table = null;
    for (const step of parts[1].split("/")) {
      if (step.includes(",")) {
        const [row, column] = step.split(",").map(Number);
        place = gridOf(table)[row - 1]?.[column - 1];
        if (!place) return null;
      } else {
        table = tablesIn(place)[Number(step) - 1];
        if (!table) return null;
      }
    }
    return gridOf(table)[Number(parts[2]) - 1]?.[Number(parts[3]) - 1] ?? null;
  };
}
