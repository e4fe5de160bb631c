import { text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { whenOf } from '../../../rail/words.ts'
import type { Repair } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { type Say, STRANGER, useLanguage, useSay } from '../words.ts'
import { useKnowledge, useUnit } from './data.ts'

/** Where and what, as people call it. */
const unitOf = ({ unit }: Repair): string | undefined => unit?.name ?? unit?.model ?? unit?.serial
export const subjectOf = (repair: Repair, say: Say): string =>
  [repair.site?.name ?? repair.customer?.name ?? say(STRANGER), unitOf(repair)].filter(Boolean).join(' · ')

/** Who it is, of whom nobody may have the name, and their number. */
export const reachedAt = ({
  name,
  phone,
}: Repair['contacts'][number]): readonly [string | undefined, string | undefined] => [
  name === phone ? undefined : name,
  phone && phoneShown(phone),
]

/** That nobody has it, as the board's row would say. */
export const isUnanswered = ({ stage, assignee, desk, timeline }: Repair): boolean => {
  const lastPage = timeline.findLastIndex(({ type }) => type === 'paged')
  const lastAnswer = timeline.findLastIndex(({ type }) => type === 'acknowledged')
  const isOpen = stage !== 'confirmation' && stage !== 'closed'
  return isOpen && !assignee && !desk && (stage === 'response' ? lastPage >= lastAnswer : lastPage > lastAnswer)
}

/** The limit that comes first of what is still owed. */
export const nextDue = ({ clocks }: Repair): string | undefined =>
  clocks
    .filter(({ state, endedAt }) => state === 'open' || (state === 'broken' && !endedAt))
    .map(({ dueAt }) => dueAt)
    .toSorted()[0]

/** Who reported it, and when. */
export function Reported({ repair }: { repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const [contact] = repair.contacts
  return (
    <p className="soft">
      {[
        contact && reachedAt(contact).filter(Boolean).join(' '),
        `${moment(repair.reportedAt, repair.timezone, nowMs, language)} ${say(text('来电', 'reported'))}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

const WARRANTY = {
  in: text('保修内', 'in warranty'),
  renewed: text('续保内', 'renewed warranty'),
  out: text('已过保', 'out of warranty'),
  notStarted: text('尚未验收', 'not accepted yet'),
  unknown: text('保修期不详', 'warranty unknown'),
}

/** `保修内，至 2027-04-02`; a viewer opens no unit. */
export function useWarranty({ unit }: Pick<Repair, 'unit'>): string | undefined {
  const say = useSay()
  const role = useStore(sessionStore)?.role
  const { data } = useUnit(role === 'viewer' ? undefined : unit?.serial)
  if (!data) return undefined
  const { state, until } = data.warranty
  return until
    ? say(text(`${WARRANTY[state].zh}，至 ${until}`, `${WARRANTY[state].en} until ${until}`))
    : say(WARRANTY[state])
}

/** What helped when something like it was reported of the same model: with which unit, and when. */
export function Helped({ words, model, not }: { words: string; model?: string | undefined; not?: string }) {
  const say = useSay()
  const language = useLanguage()
  const now = new Date(useNow()).toISOString()
  const { data = [] } = useKnowledge(words, model, 5)
  const solved = data.filter(({ done, repair }) => done && repair !== not).slice(0, 3)
  if (solved.length === 0) return null
  return (
    <section className="past">
      <h3>{say(text('以前这样解决过', 'What helped before'))}</h3>
      <ul>
        {solved.map(({ repair, done, problem, symptoms, cause, product, reportedAt }) => (
          <li key={repair}>
            <b>{done}</b>
            <span>
              {[
                product ?? model,
                whenOf(reportedAt, { now, language, timezone: DESK_ZONE }).day,
                problem ?? symptoms,
                cause,
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              <Link to={`/repairs/${repair}`}>{repair}</Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
