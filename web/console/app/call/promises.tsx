import type { ReactNode } from 'react'
import { type Language, text } from '../../../../shared/kernel/text.ts'
import { milestoneName } from '../../../../shared/message/texts.ts'
import { type Plan, useDuty } from '../data.ts'
import { tierName } from '../parts/tier.ts'
import { length, shortMoment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { type Say, useLanguage, useSay } from '../words.ts'
import type { Draft } from './draft.ts'
import type { Foreseen, Preview } from './foreseen.ts'
import { PreviewRail } from './rail.tsx'

interface Props {
  /** Absent: nothing is known of the call yet. */
  readonly foreseen: Foreseen | undefined
  readonly severity: string | undefined
  readonly draft: Pick<Draft, 'desk' | 'since'>
  readonly children: ReactNode
}

/** What this call will start, before it is saved: the promises, who is called, and what to say. */
export function PromiseSide({ foreseen, severity, draft, children }: Props) {
  const say = useSay()
  return (
    <section className="prom">
      <h2>{say(text('保存后，我们承诺', 'Once saved, we promise'))}</h2>
      {foreseen ? (
        <Promises foreseen={foreseen} severity={severity} draft={draft} />
      ) : (
        <p className="soft">
          {say(
            text(
              '先找到来电人或设备，这里就列出会启动的每一项承诺。',
              'Find the caller or the unit first: every promise that it starts is listed here.',
            ),
          )}
        </p>
      )}
      <div className="save">{children}</div>
    </section>
  )
}

function Promises({ foreseen, severity, draft }: Omit<Props, 'children'> & { readonly foreseen: Foreseen }) {
  const say = useSay()
  const language = useLanguage()
  const { is, promised, plan } = foreseen
  if (!promised || !plan) return <NotYet isAsking={is !== 'none'} />
  if (promised.joins) return <Joined id={promised.joins} />
  const { timezone: zone, reportedAt, roster, assumed } = promised
  const nowMs = Date.parse(reportedAt)
  const clocks = promised.severities.find((one) => one.severity === severity)?.clocks ?? []
  const from = shortMoment(reportedAt, zone, nowMs, language)
  return (
    <div className={is === 'other' ? 'faded' : ''} aria-busy={is === 'other'}>
      {assumed && <p className="warn">{say(assumed === 'customer' ? ofNobody(plan) : OF_NO_UNIT)}</p>}
      {is === 'before' ? (
        <p className="warn" role="status">
          {say(
            text(
              `现在连不上：这是按 ${from} 算的，连上后自动重算`,
              `The server cannot be reached: as counted from ${from}, and again once it answers`,
            ),
          )}
        </p>
      ) : is === 'other' ? (
        <p className="soft small">{say(WORKING_OUT)}</p>
      ) : (
        <p className="soft small">
          {say(
            text(
              `${draft.since ? `从 ${from} 来电起算` : `按 ${from} 保存计`}；改设备或级别，时间随之重算`,
              `counted from ${draft.since ? `the call at ${from}` : from}; another unit or severity counts anew`,
            ),
          )}
        </p>
      )}
      <PreviewRail clocks={clocks} plan={plan} zone={zone} nowMs={nowMs} />
      <Chain roster={roster} plan={plan} isDesk={draft.desk} />
      <h3>{say(text('这样答复来电人', 'Tell the caller'))}</h3>
      <p className="say2">
        <Answer clocks={clocks} zone={zone} nowMs={nowMs} language={language} say={say} />
      </p>
    </div>
  )
}

const WORKING_OUT = text('正在算时限…', 'Working out the times…')

/** That no time can be shown says nothing about what is promised. */
function NotYet({ isAsking }: { isAsking: boolean }) {
  const say = useSay()
  if (isAsking) return <p className="soft">{say(WORKING_OUT)}</p>
  return (
    <p className="warn" role="status">
      {say(
        text(
          '现在连不上，时限暂时算不出；连上后自动算出。承诺不因此改变。',
          'The server cannot be reached, so the times cannot be worked out right now; they are once it answers. What is promised stays the same.',
        ),
      )}
    </p>
  )
}

function Joined({ id }: { id: string }) {
  const say = useSay()
  return (
    <p className="say2">
      {say(text('并入 ', 'Added to '))}
      <Link to={`/repairs/${id}`}>{id}</Link>
      {say(
        text(
          '：时限以该单为准，不重新起算；保存后念该单还在走的时限。',
          ': its times stand, and none is counted anew; once saved, those that still run are shown to read out.',
        ),
      )}
    </p>
  )
}

const ofNobody = ({ id, title }: Plan) =>
  text(
    `还不知道是谁家的：先按最严格的承诺算（${id} ${title.zh}），确认后改按他们自己的。`,
    `Nobody knows yet whose it is: the strictest commitment (${id} ${title.en}) holds until somebody says, then their own.`,
  )
const OF_NO_UNIT = text(
  '还不清楚是哪台：先按这个单位最严格的算，认出后以那台为准。',
  'Which unit it is remains open: the strictest that holds for this place, until it is identified.',
)

/** Whom a page asks in order, and when the next one is asked. */
function Chain({ roster, plan, isDesk }: { roster: string; plan: Plan; isDesk: boolean }) {
  const say = useSay()
  const language = useLanguage()
  const { data } = useDuty()
  const path = data?.rosters.find((one) => one.roster === roster)?.path.slice(0, 3) ?? []
  if (path.length === 0) return null
  const waits = plan.escalation.acknowledgeWithin.map(minutesOf)
  const after = path.map((_, index) => waits.slice(0, index).reduce((sum, wait) => sum + wait, 0))
  return (
    <>
      <h3>{isDesk ? say(text('转出后呼叫', 'Called once passed on')) : say(text('将呼叫', 'Will be called'))}</h3>
      <ol className="chain">
        {path.map(({ person, tier }, index) => (
          <li key={person.id}>
            <b>{person.name}</b>
            <span>{tierName(tier, say)}</span>
            <em>
              {index === 0
                ? say(text('立即', 'at once'))
                : say(
                    text(
                      `${length((after[index] ?? 0) * 60_000, language)}无人接`,
                      `nobody after ${length((after[index] ?? 0) * 60_000, language)}`,
                    ),
                  )}
            </em>
          </li>
        ))}
      </ol>
    </>
  )
}

/** Of `PT3M`, `PT1H`. */
export const minutesOf = (duration: string): number => {
  const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(duration) ?? []
  return Number(hours) * 60 + Number(minutes)
}

interface AnswerProps {
  readonly clocks: readonly Pick<Preview, 'milestone' | 'dueAt'>[]
  readonly zone: string
  readonly nowMs: number
  readonly language: Language
  readonly say: Say
}

/** The promises in words for the caller. */
export function Answer({ clocks, zone, nowMs, language, say }: AnswerProps) {
  const dueOf = (milestone: string) =>
    clocks
      .filter((clock) => clock.milestone === milestone)
      .map(({ dueAt }) => dueAt)
      .toSorted()[0]
  return SAID.map(([milestone, before, after]) => {
    const due = dueOf(milestone)
    if (!due) return null
    const time = shortMoment(due, zone, nowMs, language)
    return (
      <span key={milestone}>
        {say(before)}
        <b>{say(text(`${time} 前`, `by ${time}`))}</b>
        {say(after)}
      </span>
    )
  })
}
const SAID = [
  ['responded', text('工程师', 'An engineer calls you '), text('给您打电话。', '. ')],
  ['arrived', text('电话里解决不了，', 'If that does not solve it, one comes to you '), text('到您现场。', '. ')],
  ['repaired', text('最迟', 'It is repaired '), text('修好。', '. ')],
  ['loaned', text('', 'You have a loaner '), text('给您备机。', '. ')],
] as const

/** Each milestone once, by its strictest promise: `10 分内响应 R5`. */
export function strictest(clocks: readonly Preview[]): readonly Preview[] {
  const first = new Map<string, Preview>()
  for (const clock of clocks.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1)))
    if (!first.has(clock.milestone)) first.set(clock.milestone, clock)
  return [...first.values()]
}

/** What it comes to in words. */
export const promised = (clock: Preview, nowMs: number, language: Language): string => {
  const name = milestoneName(clock.milestone, language)
  const within = clock.limit ?? length(Date.parse(clock.dueAt) - nowMs, language)
  return language === 'zh-CN' ? `${within}内${name}` : `${name}: ${within}`
}
