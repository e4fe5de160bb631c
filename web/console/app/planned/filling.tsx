import Button from 'antd/es/button'
import { useState } from 'react'
import type { Answers } from '../../../../shared/form/answers.ts'
import type { Form } from '../../../../shared/form/form.ts'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { ApiError } from '../outside/api.ts'
import { useNow } from '../outside/time.ts'
import { Problem } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { HOW_NAMES, useLanguage, useSay } from '../words.ts'
import { FormFields } from './form-fields.tsx'
import { useFill, type Visit } from './visits-data.ts'

type Filling = Visit['filling'][number]

/** What its works ask to be filled in: on a call here, on site on the engineer's page. */
export function Fillings({ visit }: { visit: Visit }) {
  const say = useSay()
  if (visit.filling.length === 0) return null
  return (
    <>
      {visit.filling.map((filling) => (
        <Filled key={`${filling.form.id} ${filling.about}`} visit={visit} filling={filling} />
      ))}
      {visit.fillingMore && (
        <p className="soft">
          {say(text(`问完这些，还有 ${visit.fillingMore} 单`, `${visit.fillingMore} more when these are asked about`))}
        </p>
      )}
    </>
  )
}

function Filled({ visit, filling }: { visit: Visit; filling: Filling }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { form, about, filled, missing } = filling
  const mayFill = visit.allowed.includes('fill')
  const [isOpen, setOpen] = useState(mayFill && !filled && visit.way === 'call' && isFirstOpen(visit, filling))
  return (
    <section>
      <h3>
        {inLanguage(form.title, language)} {about && <Link to={`/repairs/${about}`}>{about}</Link>}
      </h3>
      <About filling={filling} />
      <p className="soft">
        <Sign name={filled && missing.length === 0 ? 'kept' : 'run'} small />{' '}
        {filled
          ? say(text(`${filled.by.name} 已填`, `filled in by ${filled.by.name}`))
          : say(text('还没填', 'not filled in yet'))}
        {filled && ` ${moment(filled.at, visit.timezone, nowMs, language)}`}
        {filled?.score !== undefined && say(text(` · ${filled.score} 分`, ` · ${filled.score} of 5`))}
        {missing.length > 0 && say(text(' · 还差拍照或签字', ' · photos or a signature are missing'))}{' '}
        {mayFill && !isOpen && (
          <Button size="small" onClick={() => setOpen(true)}>
            {say(filled ? text('改填', 'Fill in anew') : text('填写', 'Fill in'))}
          </Button>
        )}
      </p>
      {isOpen && <Open visit={visit} filling={filling} onClose={() => setOpen(false)} />}
    </section>
  )
}

/** Of many that are alike only the next stands open. */
const isFirstOpen = ({ filling }: Visit, one: Filling): boolean =>
  one.about === undefined || filling.find(({ about, filled }) => about !== undefined && !filled) === one

/** What to say of a repair when one calls about it. */
function About({ filling: { problem, filled } }: { filling: Filling }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const mendable = filled?.mendableUntil
  return (
    <>
      {problem && (
        <p className="soft small">
          {[problem.site, problem.unit, problem.symptoms, problem.done].filter(Boolean).join(' · ')}
          {say(text(' · 经手：', ' · with '))}
          {problem.workers.map(({ name }) => name).join(say(text('、', ', ')))}
        </p>
      )}
      {mendable && (
        <p className="soft small">
          {say(text('填错了可以改，', 'Mend it if it is wrong; it counts from '))}
          {moment(mendable, DESK_ZONE, nowMs, language)}
          {say(text(' 起生效', ''))}
        </p>
      )}
    </>
  )
}

function Open({ visit, filling, onClose }: { visit: Visit; filling: Filling; onClose: () => void }) {
  const say = useSay()
  const fill = useFill(visit)
  // As the API shows it: what a question of its kind has is there.
  const form = filling.form as unknown as Form
  const [answers, setAnswers] = useState<Answers>((filling.filled?.answers ?? {}) as Answers)
  const { error } = fill
  const fields = error instanceof ApiError ? faultsBy(error.problems) : {}
  return (
    <form
      className="filling"
      aria-label={say(form.title)}
      onSubmit={(event) => {
        event.preventDefault()
        fill.mutate(
          { form: form.id, version: form.version, answers, ...(filling.about && { about: filling.about }) },
          { onSuccess: onClose },
        )
      }}
    >
      {error && Object.keys(fields).length === 0 && <Problem error={error} />}
      <FormFields form={form} answers={answers} onChange={setAnswers} faults={fields} />
      <div className="send">
        <Button type="primary" htmlType="submit" loading={fill.isPending}>
          {say(text('保存答案', 'Save the answers'))}
        </Button>
        <Button onClick={onClose}>{say(text('先不填', 'Not now'))}</Button>
      </div>
    </form>
  )
}

/** `touch：“…”：请选择` by the item that it is about. */
const faultsBy = (problems: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    problems.flatMap((problem) => {
      const [, item, said] = /^(?:answers\.)?([\w-]+)[:：] ?([\s\S]*)$/.exec(problem) ?? []
      return item && said ? [[item, said]] : []
    }),
  )

const ANSWER_NAMES = {
  accepted: text('同意', 'Accepted'),
  declined: text('不采纳', 'Declined'),
  later: text('以后再说', 'Later'),
  done: text('已办好', 'Done already'),
} as const

/** What was found, advised and reported. */
export function Outcome({ visit: { found, suggestions, report, id } }: { visit: Visit }) {
  const say = useSay()
  const language = useLanguage()
  if (found.length + suggestions.length === 0 && !report) return null
  return (
    <section>
      <h3>{say(text('发现与建议', 'Found and advised'))}</h3>
      <ul className="past">
        {found.map(({ form, about, item, unit, what, repair, mended }) => (
          <li key={[form, about, item, unit].join(' ')}>
            <Sign name={mended ? 'kept' : 'late'} small /> {inLanguage(what, language)}{' '}
            {mended && <span className="soft">{say(text('已更正，不是故障 ', 'mended: no fault '))}</span>}
            {repair ? (
              <Link to={`/repairs/${repair}`}>{repair}</Link>
            ) : (
              <span className="soft">{say(text('待报修', 'not reported yet'))}</span>
            )}
          </li>
        ))}
        {suggestions.map(({ key, what, answer, carriedOut }) => (
          <li key={key}>
            <Sign name={answer && (answer.what !== 'accepted' || carriedOut) ? 'kept' : 'ask'} small />{' '}
            {inLanguage(what, language)}{' '}
            <span className="soft">
              {answer
                ? [
                    say(ANSWER_NAMES[answer.what]),
                    answer.words,
                    answer.said && `${answer.said.by} ${say(HOW_NAMES[answer.said.how])}`,
                    answer.by,
                    carriedOut && `${say(text('已办好', 'done'))}: ${carriedOut.words} (${carriedOut.by})`,
                    answer.what === 'accepted' && !carriedOut && say(text('待办', 'to be done')),
                  ]
                    .filter(Boolean)
                    .join(' · ')
                : say(text('等答复', 'unanswered'))}
            </span>
          </li>
        ))}
      </ul>
      {report && (
        <p>
          <a
            href={`/api/visits/${encodeURIComponent(id)}/files/${report.page.sha256}`}
            target="_blank"
            rel="noreferrer"
          >
            {inLanguage(report.title, language)}
          </a>{' '}
          <a href={`/api/visits/${encodeURIComponent(id)}/files/${report.docx.sha256}`}>DOCX</a>
        </p>
      )}
    </section>
  )
}
