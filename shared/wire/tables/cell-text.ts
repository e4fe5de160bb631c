/** More digits than these a spreadsheet does not keep of a number. */
const DIGITS = 15

/** A cell of a workbook as text. Dates are midnight UTC. A number with more digits than are kept is shown as one, so that whoever reads it can tell. */
export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'number' && Math.abs(cell) >= 10 ** DIGITS) return cell.toExponential()
  return String(cell)
}
