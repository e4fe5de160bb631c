import { useInfiniteQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { useNow } from '../outside/time.ts'
import { LiveSign } from '../parts/live-sign.tsx'
import { Failed } from '../parts/problem.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { Link, narrow, usePlace } from '../router.tsx'
import { type Say, useLanguage, useSay } from '../words.ts'
import { Earlier } from './earlier.tsx'
import { monthChoices } from './period.ts'

type Entry = Schemas['AuditEntry']

/** Who took data out, looked into them, or was refused, the latest first. */
export function AuditRecord() {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { query } = usePlace()
  const now = new Date(nowMs).toISOString().slice(0, 7)
  const month = query.get('month') ?? now
  const audit = useInfiniteQuery({
    queryKey: ['audit', month],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/audit', { query: { month, limit: 50, ...(pageParam && { cursor: pageParam }) }, signal }),
    getNextPageParam: ({ cursor }) => cursor,
  })
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <div className="ledger">
      <header className="bar">
        <h1>
          <Link to="/ledger">{say(text('履约台账', 'Promise ledger'))}</Link>
          {' › '}
          {say(text('审计记录', 'Audit record'))}
        </h1>
        <Select
          aria-label={say(text('月份', 'Month'))}
          value={month}
          options={monthChoices(now, 24, language)}
          popupMatchSelectWidth={false}
          onChange={(chosen) => narrow('ledger/audit', query, { month: chosen })}
        />
        <span className="push" />
        <LiveSign />
      </header>
      <div className="page">
        <section className="panel">
          <Failed of={audit} />
          {audit.data && entries.length === 0 && (
            <p className="empty">{say(text('这个月没有记录。', 'Nothing was recorded in this month.'))}</p>
          )}
          <Entries entries={entries} />
          {audit.hasNextPage && (
            <footer>
              <Earlier of={audit} />
            </footer>
          )}
        </section>
      </div>
    </div>
  )
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <div className="scroll">
      <table className="tb">
        <thead>
          <tr>
            <th>{say(text('时间', 'When'))}</th>
            <th>{say(text('谁', 'Who'))}</th>
            <th>{say(text('做了什么', 'What'))}</th>
            <th className="wide">{say(text('对象与原因', 'Of what, and why'))}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.id} ${entry.at}`}>
              <td>{moment(entry.at, DESK_ZONE, nowMs, language)}</td>
              <td>
                {entry.by.name ?? entry.by.id ?? '–'}{' '}
                <span className="soft small">{say(ROLES[entry.role] ?? text(entry.role, entry.role))}</span>
              </td>
              <td className={entry.outcome === 'refused' ? 'bad' : ''}>
                {inLanguage(WHAT[entry.what](entry), language)}
              </td>
              <td className="wide">{aboutOf(entry, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ROLES: Readonly<Record<string, ReturnType<typeof text>>> = {
  manager: text('经理', 'manager'),
  dispatcher: text('客服', 'desk'),
  engineer: text('工程师', 'engineer'),
  viewer: text('只读', 'viewer'),
}

const WHAT: Readonly<Record<Entry['what'], (entry: Entry) => ReturnType<typeof text>>> = {
  evidencePack: ({ outcome }) =>
    outcome === 'refused'
      ? text('要导出证据包，被拒绝', 'was refused an evidence pack')
      : text('导出证据包', 'exported an evidence pack'),
  masterData: () => text('导出主数据', 'exported master data'),
  installation: () => text('整体导出（迁移）', 'exported the whole installation'),
  programKey: ({ outcome }) =>
    outcome === 'made' ? text('给程序发了密钥', 'gave a program a key') : text('作废程序密钥', "ended a program's key"),
  obligations: () => text('查看客户的承诺', "listed a customer's promises"),
  subject: () => text('打开', 'opened'),
  contract: () => text('合同改用新版承诺', 'moved a contract'),
  fact: () => text('撤回登记', 'took back a record'),
  repair: () => text('接手报修单', 'took over a repair'),
  links: () => text('作废链接', 'ended links'),
  testMessage: () => text('发测试短信', 'sent a test message'),
  refusal: () => text('被拒绝', 'was refused'),
}

/** Whatever of these it has: each kind of entry has its own. */
const ABOUT = [
  'subject',
  'customer',
  'contract',
  'clause',
  'need',
  'repair',
  'person',
  'contact',
  'of',
  'program',
  'may',
  'plan',
  'planVersion',
  'reason',
] as const
/** What is opened has a name here; of anything else its own stands there. */
const PLACES: Readonly<Record<string, ReturnType<typeof text>>> = {
  repairs: text('值班台', 'the board'),
  planned: text('计划服务', 'planned service'),
  'ledger/due': text('台账：将到期', 'ledger: what is due'),
  'ledger/latest': text('台账：刚刚办完', 'ledger: what ended last'),
  'ledger/lines': text('台账：明细', 'ledger: lines'),
}
const aboutOf = (entry: Entry, say: Say): string =>
  ABOUT.flatMap((name) => {
    const value: unknown = Reflect.get(entry, name)
    if (value === undefined) return []
    const place = PLACES[String(value)]
    return [place ? say(place) : String(value)]
  }).join(' · ')
