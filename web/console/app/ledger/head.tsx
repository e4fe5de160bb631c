import { text } from '../../../../shared/kernel/text.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Sign } from '../parts/signs.tsx'
import { useLanguage, useSay } from '../words.ts'
import { type Rate, type Tally, useOwnRate, useRates } from './data.ts'
import { casesOf, percent, rateOf, shownRate } from './figures.ts'
import { earlierMonth, monthName, periodText, type Scope } from './period.ts'
import { Trend } from './trend.tsx'
import { STATE_NAMES, STATE_NOTES, STATE_SIGNS } from './words.ts'

const STATES = ['kept', 'broken', 'waived', 'superseded', 'fallenAway', 'open'] as const

/** The rate, large, with what it is of; beside it how it came to this. */
export function Head({ tally, scope }: { tally: Tally | undefined; scope: Scope }) {
  const say = useSay()
  const language = useLanguage()
  const year = useRates('month', { ...scope, from: earlierMonth(scope.to, 11) })
  const rate = tally && rateOf(tally)
  return (
    <section className="kept">
      <div className="rate">
        <h2 className="soft">{say(text('履约率', 'Kept'))}</h2>
        <p className="figure" data-testid="rate">
          {rate === undefined ? (
            <>–</>
          ) : (
            <>
              {percent(rate)}
              <small>%</small>
            </>
          )}
        </p>
        <p className="mid">
          {tally && casesOf(tally) > 0
            ? say(text(`${casesOf(tally)} 件应履约`, `of ${casesOf(tally)} cases`))
            : say(text('还没有到期的承诺，没有率可算', 'nothing has ended yet: there is no rate'))}
          <Compared rate={rate} scope={scope} year={year.data ?? []} />
        </p>
        <p className="soft small">
          {say(
            text(
              `按时限所在的月份计：${periodText(scope, language)}内到期的承诺`,
              `counted by the month of the limit: promises due in ${periodText(scope, language)}`,
            ),
          )}
        </p>
        <Own scope={scope} />
        {tally && (
          <ul className="ends">
            {STATES.map((state) => (
              <li key={state} title={say(STATE_NOTES[state])}>
                <span className="small mid">
                  {STATE_SIGNS[state] && <Sign name={STATE_SIGNS[state]} small />} {say(STATE_NAMES[state])}
                </span>
                <b className={state === 'broken' && tally.broken > 0 ? 'bad' : ''}>{tally[state]}</b>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Trend rates={year.data ?? []} last={scope.to} />
    </section>
  )
}

/** Of one month: what it is beside the one before. */
function Compared({ rate, scope, year }: { rate: number | undefined; scope: Scope; year: readonly Rate[] }) {
  const say = useSay()
  const language = useLanguage()
  const month = earlierMonth(scope.to, 1)
  const before = year.find(({ id }) => id === month)
  const known = before && rateOf(before.tally)
  if (rate === undefined || known === undefined || scope.from !== scope.to) return null
  const by = Math.round((rate - known) * 1000) / 10
  const name = monthName(month, language, scope.to)
  return (
    <>
      {' · '}
      <span className={by < 0 ? 'bad' : by > 0 ? 'good' : ''}>{`${by > 0 ? '+' : ''}${by.toFixed(1)}`}</span>{' '}
      {say(text(`比 ${name}`, `on ${name}`))}
    </>
  )
}

/** An engineer compares with nobody, and reads how they did themselves. */
function Own({ scope }: { scope: Scope }) {
  const say = useSay()
  const session = useStore(sessionStore)
  const { data } = useOwnRate(session?.subject ?? '', scope.to, session?.role === 'engineer')
  if (!data) return null
  return (
    <p>
      {say(text('我经手的：', 'Mine: '))}
      <b>{shownRate(rateOf(data.tally))}</b>{' '}
      <span className="soft">{say(text(`${casesOf(data.tally)} 件`, `${casesOf(data.tally)} cases`))}</span>
    </p>
  )
}
