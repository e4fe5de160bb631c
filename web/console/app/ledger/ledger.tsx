import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { mayExport } from '../../../../shared/plan/may-export.ts'
import { usePlans } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { LiveSign } from '../parts/live-sign.tsx'
import { Failed } from '../parts/problem.tsx'
import { go, Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { AuditRecord } from './audit.tsx'
import { Clauses } from './clauses.tsx'
import { Compare } from './compare.tsx'
import { type By, useCustomers, useRates } from './data.ts'
import { Check, type Customers, Export } from './export.tsx'
import { sumOf } from './figures.ts'
import { Head } from './head.tsx'
import { Broken } from './lines.tsx'
import { DueNow, JustEnded } from './now.tsx'
import {
  earlierMonth,
  monthChoices,
  type Period,
  PRESETS,
  periodIn,
  presetPeriod,
  type Scope,
  thisMonth,
} from './period.ts'
import { Satisfaction } from './satisfaction.tsx'

const RATED_BY = ['engineer', 'roster', 'customer', 'site', 'month'] as const

/** How well we keep our word, and what proves it. */
export function Ledger({ id }: { id?: string | undefined }) {
  return id === 'audit' ? <AuditRecord /> : <Overview />
}

function Overview() {
  const session = useStore(sessionStore)
  const { query } = usePlace()
  const nowMs = useNow()
  const isDesk = session?.may.includes('customers') ?? false
  const period = periodIn(query, nowMs)
  const clause = query.get('clause') ?? undefined
  const customer = (isDesk && query.get('customer')) || undefined
  const scope: Scope = { ...period, clause, customer }
  const choices: readonly By[] = session?.role === 'engineer' ? ['month'] : ['engineer', 'customer', 'site', 'month']
  const by = choices.find((one) => one === query.get('by')) ?? choices[0] ?? 'month'
  const addressOf = (changes: Readonly<Record<string, string | undefined>>) => `/ledger${withQuery(query, changes)}`
  const { data: plans = [] } = usePlans()
  const rates = useRates('clause', { ...period, customer })
  const all = rates.data ?? []
  const shown = clause === undefined ? all : all.filter((rate) => rate.id === clause)
  return (
    <div className="ledger">
      <Bar scope={scope} clauses={all.flatMap((rate) => rate.id ?? [])} isDesk={isDesk} addressOf={addressOf} />
      <div className="page">
        <Failed of={rates} />
        <Head tally={rates.data && sumOf(shown)} scope={scope} />
        <div className="two">
          <Clauses
            rates={shown}
            plans={plans}
            open={query.get('open') ?? undefined}
            addressOf={(open) => addressOf({ open })}
            behind={{ ...period, customer }}
          />
          <div className="stack">
            <Compare
              by={by}
              choices={choices}
              scope={scope}
              open={query.get('row') ?? undefined}
              addressOf={addressOf}
              mayOpen={by !== 'customer' || isDesk}
            />
            <DueNow />
            <JustEnded />
          </div>
        </div>
        <Satisfaction choices={session?.role === 'engineer' ? ['month'] : RATED_BY} scope={scope} />
        <Broken behind={scope} />
      </div>
    </div>
  )
}

function Bar({
  scope,
  clauses,
  isDesk,
  addressOf,
}: {
  scope: Scope
  clauses: readonly string[]
  isDesk: boolean
  addressOf: (changes: Readonly<Record<string, string | undefined>>) => string
}) {
  const say = useSay()
  const session = useStore(sessionStore)
  const nowMs = useNow()
  const now = thisMonth(nowMs)
  const narrow = (changes: Readonly<Record<string, string | undefined>>) => go(addressOf(changes), { replace: true })
  const year = { from: earlierMonth(now, 11), to: now }
  const { data: customers = [] } = useCustomers(year, isDesk)
  return (
    <header className="bar">
      <h1>{say(text('履约台账', 'Promise ledger'))}</h1>
      <span className="seg">
        {PRESETS.map((preset) => {
          const { from, to } = presetPeriod(preset, now)
          const isChosen = scope.from === from && scope.to === to
          return (
            <Link key={preset.id} to={addressOf({ from, to })} aria-current={isChosen ? 'true' : undefined}>
              {say(preset.name)}
            </Link>
          )
        })}
      </span>
      <Months period={scope} now={now} onChange={narrow} />
      <Narrowed scope={scope} clauses={clauses} customers={isDesk ? customers : undefined} onChange={narrow} />
      <span className="push" />
      <LiveSign />
      {session?.may.includes('audit') && (
        <Link to="/ledger/audit" className="n">
          {say(text('审计记录', 'Audit record'))}
        </Link>
      )}
      <Evidence scope={scope} customers={customers} />
    </header>
  )
}

/** Taken out by whom some plan lets (C27); the desk checks what was taken out. */
function Evidence({ scope, customers }: { scope: Scope; customers: Customers }) {
  const say = useSay()
  const session = useStore(sessionStore)
  const { data: plans = [] } = usePlans()
  const [isOpen, setOpen] = useState(false)
  if (!session || session.role === 'viewer') return null
  const mayTake = plans.some((plan) => mayExport([plan], session.role))
  const mayCheck = session.may.includes('verifyEvidence')
  if (!mayTake && !mayCheck) return null
  return (
    <>
      <Button type={mayTake ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {mayTake ? say(text('导出证据包', 'Export evidence')) : say(text('核对证据包', 'Check evidence'))}
      </Button>
      {isOpen && mayTake && (
        <Export scope={scope} customers={customers} mayCheck={mayCheck} onClose={() => setOpen(false)} />
      )}
      {isOpen && !mayTake && <Check onClose={() => setOpen(false)} />}
    </>
  )
}

/** To one customer, to one clause. */
function Narrowed({
  scope,
  clauses,
  customers,
  onChange,
}: {
  scope: Scope
  clauses: readonly string[]
  customers: Customers | undefined
  onChange: (changes: Readonly<Record<string, string | undefined>>) => void
}) {
  const say = useSay()
  return (
    <>
      {customers && (
        <Select
          aria-label={say(text('客户', 'Customer'))}
          value={scope.customer ?? ''}
          options={[{ value: '', label: say(text('全部客户', 'All customers')) }, ...customers]}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          onChange={(customer) => onChange({ customer: customer || undefined })}
        />
      )}
      <Select
        aria-label={say(text('条款', 'Clause'))}
        value={scope.clause ?? ''}
        options={[
          { value: '', label: say(text('全部条款', 'All clauses')) },
          ...[...new Set([...clauses, ...(scope.clause ? [scope.clause] : [])])]
            .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
            .map((value) => ({ value, label: value })),
        ]}
        showSearch
        popupMatchSelectWidth={false}
        onChange={(clause) => onChange({ clause: clause || undefined })}
      />
    </>
  )
}

/** The first and the last month. */
function Months({
  period,
  now,
  onChange,
}: {
  period: Period
  now: string
  onChange: (to: { from: string; to: string }) => void
}) {
  const say = useSay()
  const language = useLanguage()
  const options = monthChoices(earlierMonth(now, -1), 36, language)
  return (
    <span className="months">
      <Select
        aria-label={say(text('从', 'From'))}
        value={period.from}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(from) => onChange({ from, to: from > period.to ? from : period.to })}
      />
      <span className="soft">–</span>
      <Select
        aria-label={say(text('到', 'To'))}
        value={period.to}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(to) => onChange({ from: to < period.from ? to : period.from, to })}
      />
    </span>
  )
}
