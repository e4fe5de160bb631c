import { text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { useNow } from '../outside/time.ts'
import { moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Rosters } from './types.ts'

type Person = NonNullable<Rosters['rosters'][number]['manager']>

/** Who has duty at this moment, with the number to call, and until when. */
export function OnDutyNow({ rosters: { rosters } }: { rosters: Rosters }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <section className="nowon" aria-label={say(text('此刻值班', 'On duty now'))}>
      <h2>{say(text('此刻值班', 'On duty now'))}</h2>
      <dl>
        {rosters.map(({ id, name, timezone, now, manager }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              {now.map(({ tier, person, until }) => (
                <span
                  key={tier}
                  className="onduty"
                  title={say(
                    text(
                      `到 ${moment(until, timezone, nowMs, language)}（${timezone}）`,
                      `until ${moment(until, timezone, nowMs, language)} (${timezone})`,
                    ),
                  )}
                >
                  <i>{tier}</i>
                  {person ? <Reach person={person} /> : <b className="bad">{say(text('无人', 'nobody'))}</b>}
                </span>
              ))}
              {manager && (
                <span className="onduty">
                  <i>{say(text('经理', 'manager'))}</i>
                  <Reach person={manager} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** A viewer is told the name alone: their number is masked, and cannot be called. */
function Reach({ person: { name, phone } }: { person: Person }) {
  const isNumber = /^\+\d+$/.test(phone)
  return (
    <>
      <b>{name}</b>
      {isNumber && (
        <a className="tel" href={`tel:${phone}`}>
          {phoneShown(phone)}
        </a>
      )}
    </>
  )
}
