import { type Text, text } from '../../../../shared/kernel/text.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Keys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Link } from '../router.tsx'
import { useSay } from '../words.ts'
import { Advisories } from './advisories.tsx'
import { Calendar } from './calendar.tsx'
import { Calls } from './calls.tsx'
import { Due } from './due.tsx'
import { Duties } from './duty.tsx'
import { Suggestions } from './suggestions.tsx'
import { Upgrades } from './upgrades.tsx'
import { Visits } from './visits.tsx'

/** The parts of the room, by the second half of its address. */
const PARTS: readonly {
  readonly id: string
  readonly name: Text
  readonly page: () => React.ReactNode
  /** The host refuses it to whoever only reads. */
  readonly isNotForViewers?: true
}[] = [
  { id: 'due', name: text('到期', 'Due'), page: () => <Due /> },
  { id: 'visits', name: text('上门', 'Visits'), page: () => <Visits /> },
  { id: 'calls', name: text('回访', 'Calls'), page: () => <Calls /> },
  { id: 'suggestions', name: text('建议', 'Advice'), page: () => <Suggestions /> },
  { id: 'duty', name: text('保障', 'Duty'), page: () => <Duties /> },
  { id: 'upgrades', name: text('升级', 'Upgrades'), page: () => <Upgrades /> },
  { id: 'advisories', name: text('预警', 'Warnings'), page: () => <Advisories />, isNotForViewers: true },
  { id: 'calendar', name: text('客户日历', 'Calendars'), page: () => <Calendar />, isNotForViewers: true },
]

/** What nobody calls for: what comes due by the calendar, and who does it when. */
export function Planned({ id = 'due' }: { id?: string | undefined }) {
  const say = useSay()
  const isViewer = useStore(sessionStore)?.role === 'viewer'
  const parts = PARTS.filter(({ isNotForViewers }) => !(isNotForViewers && isViewer))
  const part = parts.find((one) => one.id === id)
  return (
    <div className="planned">
      <header className="bar">
        <h1>{say(text('计划服务', 'Planned service'))}</h1>
        <nav className="tabs" aria-label={say(text('计划服务', 'Planned service'))}>
          {parts.map(({ id: one, name }) => (
            <Link key={one} to={`/planned/${one}`} aria-current={one === part?.id ? 'page' : undefined}>
              {say(name)}
            </Link>
          ))}
        </nav>
        <span className="push" />
        <Keys />
        <LiveSign />
      </header>
      {part ? (
        part.page()
      ) : (
        <p className="empty" role="alert">
          {say(text('没有这一页。', 'There is no such page.'))}{' '}
          <Link to="/planned/due">{say(text('回到“到期”', 'Back to what is due'))}</Link>
        </p>
      )}
    </div>
  )
}
