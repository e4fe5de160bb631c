import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import type { Axis } from './axis.ts'
import { loadsOf } from './load.ts'
import type { Calendar } from './types.ts'

/** Who carries how much in the weeks shown, so that a swap is seen to be fair before it is made. */
export function Burden({ calendars, axis }: { calendars: readonly Calendar[]; axis: Axis }) {
  const say = useSay()
  const loads = loadsOf(calendars, axis)
  const most = Math.max(...loads.map(({ days }) => days))
  if (loads.length === 0) return null
  const weeks = axis.days.length / 7
  return (
    <section className="panel" aria-label={say(text('负担', 'Load'))}>
      <header>
        <h2>{say(text('负担', 'Load'))}</h2>
        <span className="soft small">{say(text(`上面 ${weeks} 周里的班`, `duty in the ${weeks} weeks above`))}</span>
      </header>
      <div className="scroll">
        <table className="tb load">
          <thead>
            <tr>
              <th>{say(text('姓名', 'Name'))}</th>
              <th className="wide">{say(text('所在', 'Where'))}</th>
              <th className="r">{say(text('值班天', 'Days'))}</th>
              <td />
              <th className="r">{say(text('周末天', 'On weekends'))}</th>
            </tr>
          </thead>
          <tbody>
            {loads.map(({ person, name, places, days, weekend }) => (
              <tr key={person}>
                <td>{name}</td>
                <td className="wide soft">{places.join(say(text('、', ', ')))}</td>
                <td className="r">{rounded(days)}</td>
                <td>
                  <i aria-hidden="true" style={{ width: `${(100 * days) / most}%` }} />
                </td>
                <td className="r">{rounded(weekend)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** To half a day. */
const rounded = (days: number): number => Math.round(days * 2) / 2
