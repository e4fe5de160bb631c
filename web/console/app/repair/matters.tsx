import { type ReactNode, useState } from 'react'
import { inLanguage, type Language, type Text, text } from '../../../../shared/kernel/text.ts'
import { money } from '../../../../shared/message/format.ts'
import { CHARGE_CLASS_NAMES, milestoneName, WARRANTY_NAMES } from '../../../../shared/message/texts.ts'
import type { Repair } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'

/** What stands on a repair besides its clocks, each a tab, and only where there is something. */
export function Matters({ repair }: { repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const time = (instant: string) => moment(instant, repair.timezone, nowMs, language)
  const there = MATTERS.filter(({ count }) => count(repair) > 0)
  const [chosen, setChosen] = useState<string>()
  const tab = there.find(({ id }) => id === chosen) ?? there[0]
  if (!tab) return null
  return (
    <section className="panel matters">
      <header>
        {there.map(({ id, name, count }) => (
          <button key={id} type="button" aria-pressed={id === tab.id} onClick={() => setChosen(id)}>
            {say(name)} <span className="soft">{count(repair)}</span>
          </button>
        ))}
      </header>
      <div className="in">{tab.show(repair, language, time)}</div>
    </section>
  )
}

type Show = (repair: Repair, language: Language, time: (instant: string) => string) => ReactNode
interface Matter {
  readonly id: string
  readonly name: Text
  readonly count: (repair: Repair) => number
  readonly show: Show
}

const QUOTE_STATES = {
  open: text('等客户答复', 'waiting for the customer'),
  accepted: text('客户已接受', 'accepted'),
  declined: text('客户已拒绝', 'declined'),
}
const showQuote: Show = ({ quote: given }, language, time) => {
  if (!given) return null
  const { quote, state, at, answeredAt } = given
  return (
    <>
      <p>
        <b>{inLanguage(QUOTE_STATES[state], language)}</b> {time(answeredAt ?? at)} ·{' '}
        {inLanguage(WARRANTY_NAMES[quote.warranty], language)}
      </p>
      <table>
        <tbody>
          {quote.lines.map((line) => (
            <tr key={`${line.code}${line.clause}`}>
              <td>{line.name}</td>
              <td>{`${inLanguage(CHARGE_CLASS_NAMES[line.class], language)} × ${line.quantity}`}</td>
              <td>{line.clause}</td>
              <td className="sum">{money(line.payableFen, quote.currency, language)}</td>
            </tr>
          ))}
          <tr>
            <td colSpan={3}>{inLanguage(text('合计', 'Total'), language)}</td>
            <td className="sum">
              <b>{money(quote.totalFen, quote.currency, language)}</b>
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

const showParts: Show = ({ work }) => (
  <ul>
    {work?.parts.map((part) => (
      <li key={part}>{part}</li>
    ))}
  </ul>
)

const LOANER_STATES = {
  reserved: text('已预留', 'reserved'),
  lent: text('已交付', 'handed over'),
  returned: text('已取回', 'fetched back'),
  released: text('不再预留', 'no longer reserved'),
}
const showLoaner: Show = ({ loaner }, language, time) =>
  loaner && (
    <p>
      <b>{inLanguage(LOANER_STATES[loaner.state], language)}</b> {loaner.name} {loaner.serial} · {time(loaner.at)}
    </p>
  )

const REPLACED = {
  due: text('等经理批准', 'waiting for a manager'),
  approved: text('经理已批准', 'approved'),
  declined: text('未批准', 'declined'),
  done: text('已换新', 'replaced'),
}
const WHY_REPLACED = {
  failures: text('多次维修无效', 'repaired again and again without success'),
  irreparable: text('无法修复', 'beyond repair'),
  wish: text('客户要求换新', 'at the wish of the customer'),
}
const showReplacement: Show = ({ replacement }, language, time) => {
  if (!replacement) return null
  const { state, because, clause, on, approver, serial, old } = replacement
  return (
    <>
      <p>
        <b>{inLanguage(REPLACED[state], language)}</b> {inLanguage(WHY_REPLACED[because], language)} ({clause})
      </p>
      <p className="soft">
        {[approver, on && time(on), old && serial && `${old} → ${serial}`].filter(Boolean).join(' · ')}
      </p>
    </>
  )
}

const TEAMS = { rd: text('研发', 'R&D'), production: text('生产', 'production'), experts: text('专家', 'experts') }
const showQuestions: Show = ({ escalations = [] }, language, time) => (
  <ul>
    {escalations.toReversed().map(({ to, at, question, answer, answerBy }) => (
      <li key={at}>
        <span className="soft">
          {inLanguage(TEAMS[to], language)} · {time(at)}
        </span>
        <p className="pre">{question}</p>
        <p className={answer ? 'pre' : 'warn'}>
          {answer ??
            inLanguage(
              answerBy
                ? text(`等待答复，${time(answerBy)} 前`, `waiting for an answer, by ${time(answerBy)}`)
                : text('等待答复', 'waiting for an answer'),
              language,
            )}
        </p>
      </li>
    ))}
  </ul>
)

const OUTCOMES = { paid: text('已赔付', 'paid'), refused: text('不予赔付', 'refused') }
const showClaims: Show = ({ claims = [] }, language) => (
  <ul>
    {claims.map(({ id, clause, what, basis, amountFen, settled }) => {
      const sum = settled?.amountFen ?? amountFen
      const [promise, milestone] = what.split('/')
      const said = basis === 'delay' ? `${promise} ${milestoneName(milestone, language)}` : what
      return (
        <li key={id}>
          {id}. <b>{said}</b> {clause} ·{' '}
          {inLanguage(settled ? OUTCOMES[settled.outcome] : text('待处理', 'open'), language)}
          {sum !== undefined && ` · ${money(sum, 'CNY', language)}`}
          {settled && <p className="soft pre">{settled.reason}</p>}
        </li>
      )
    })}
  </ul>
)

const MATTERS: readonly Matter[] = [
  { id: 'quote', name: text('报价', 'Quote'), count: ({ quote }) => quote?.quote.lines.length ?? 0, show: showQuote },
  { id: 'parts', name: text('配件', 'Parts'), count: ({ work }) => work?.parts.length ?? 0, show: showParts },
  { id: 'loaner', name: text('备机', 'Loaner'), count: ({ loaner }) => Number(loaner !== undefined), show: showLoaner },
  {
    id: 'replacement',
    name: text('换新', 'Replacement'),
    count: ({ replacement }) => Number(replacement !== undefined),
    show: showReplacement,
  },
  {
    id: 'questions',
    name: text('支援', 'Support'),
    count: ({ escalations = [] }) => escalations.length,
    show: showQuestions,
  },
  { id: 'claims', name: text('损失', 'Claims'), count: ({ claims = [] }) => claims.length, show: showClaims },
]
