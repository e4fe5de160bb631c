import type { DutyRow } from './duty-data.ts'

type Span = { readonly from: string; readonly to: string }

/** The days as a bar: who is there, where nobody is, where nobody wrote anything, and now. */
export function WatchBar({
  row,
  nowMs,
}: {
  row: Pick<DutyRow, 'from' | 'to' | 'shifts' | 'unwatched' | 'gaps' | 'state'>
  nowMs: number
}) {
  const { from, to, shifts, unwatched, gaps, state } = row
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const place = (span: Span) => {
    const left = Math.max(0, (Date.parse(span.from) - start) / (end - start))
    const right = Math.min(1, (Date.parse(span.to) - start) / (end - start))
    return { left: `${left * 100}%`, width: `${Math.max(0, right - left) * 100}%` }
  }
  const isOn = start <= nowMs && nowMs < end
  if (state === 'gone') return null
  return (
    <span className="watchbar" aria-hidden="true">
      {shifts.map((shift) => (
        <i key={`${shift.person} ${shift.from}`} className="wb-shift" style={place(shift)}>
          {shift.name}
        </i>
      ))}
      {unwatched.map((gap) => (
        <i key={gap.from} className="wb-nobody" style={place(gap)} />
      ))}
      {gaps.map((gap) => (
        <i key={gap.from} className="wb-silent" style={place(gap)} />
      ))}
      {isOn && <i className="wb-now" style={{ left: `${((nowMs - start) / (end - start)) * 100}%` }} />}
    </span>
  )
}
