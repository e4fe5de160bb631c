import { text } from '../../../../shared/kernel/text.ts'
import type { Repair } from '../data.ts'
import { useDuty } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { Sign } from '../parts/signs.tsx'
import { tierName } from '../parts/tier.ts'
import { shortMoment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Entry } from './data.ts'
import { openPages } from './pages.ts'

const SHOWN = 3

/** Whom a page has asked, who is being asked, and who comes next. */
export function Paging({ repair, left }: { repair: Repair; left: string }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const pages = openPages(repair.timeline)
  const current = pages.at(-1)
  const next = useNext(current)
  const time = (instant: unknown) =>
    typeof instant === 'string' ? shortMoment(instant, repair.timezone, nowMs, language) : ''
  return (
    <section className="alarm" role="status">
      <p className="says">
        <Sign name="none" /> <b>{say(text(`没有人接，${left}`, `Nobody has it, ${left}`))}</b>
      </p>
      <ol className="pages">
        {pages.slice(-SHOWN).map((page) => (
          <li key={page.seq} className={page === current ? 'cur' : ''}>
            <time>{time(page.at)}</time>
            <b>{nameOf(page)}</b>
            <span>{tierName(String(page.tierName ?? ''), say)}</span>
            <em>
              {page === current
                ? say(text(`呼叫中，${time(page.answerBy)} 前`, `being called, by ${time(page.answerBy)}`))
                : say(text('未接', 'no answer'))}
            </em>
          </li>
        ))}
        {next && (
          <li className="next">
            <time>{time(current?.answerBy)}</time>
            <b>{next.name}</b>
            <span>{tierName(next.tier, say)}</span>
            <em>{say(text('下一位', 'next'))}</em>
          </li>
        )}
      </ol>
    </section>
  )
}

const nameOf = ({ person }: Entry): string =>
  typeof person === 'object' && person !== null && 'name' in person ? String(person.name) : ''
const idOf = ({ person }: Entry): string =>
  typeof person === 'object' && person !== null && 'id' in person ? String(person.id) : ''

/** Who is asked after whoever is being asked, on the roster that has them. */
function useNext(current: Entry | undefined): { readonly name: string; readonly tier: string } | undefined {
  const { data } = useDuty()
  if (!current || !data) return undefined
  const path = data.rosters.find((one) => one.path.some(({ person }) => person.id === idOf(current)))?.path ?? []
  const at = path.findIndex(({ person }) => person.id === idOf(current))
  const next = path[(at + 1) % path.length]
  return next && next.person.id !== idOf(current) ? { name: next.person.name, tier: next.tier } : undefined
}
