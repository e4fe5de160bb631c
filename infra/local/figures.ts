import type { DatabaseSync } from 'node:sqlite'
import { type Instant, millisBetween } from '../../shared/kernel/instant.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Metrics } from '../../shared/ports/observe.ts'
import { METRICS, type MetricName } from '../../shared/subject/figures.ts'

/** What stands at a value, as the last sweep found it; everything else is counted up from the start of the process. */
const GAUGES: ReadonlySet<MetricName> = new Set<MetricName>([
  'OpenRepairs',
  'OpenClocks',
  'BrokenClocks',
  'UnarmedClocks',
  'StuckRepairs',
  'LoanersShort',
])

interface Sample {
  readonly value: number
  readonly labels?: Readonly<Record<string, string>>
}
interface Family {
  readonly name: string
  readonly type: 'gauge' | 'counter'
  readonly help: string
  readonly samples: readonly Sample[]
}

/** The figures of one process, for Prometheus and whatever reads its text format. */
export interface Figures {
  /** Where the use cases count, under the names that they have on AWS. */
  readonly metrics: Metrics
  /** An answer, by route, never by path: paths hold links. */
  answered(route: string, status: number): void
  /** A sweep that did all its work. */
  swept(): void
  text(): string
}

interface Answers {
  readonly route: string
  readonly status: number
  count: number
}

/**
 * Nothing here grows with what is open: what is counted is counted as it happens, and what waits is read from indexes. `also` is told
 * what the use cases count as well.
 */
export function createFigures(db: DatabaseSync, clock: Clock, steadyMs: () => number, also?: Metrics): Figures {
  const sql = prepareStatements(db)
  const startedAt = steadyMs()
  let sweptAt: number | undefined
  const values = new Map<MetricName, number>(METRICS.filter((name) => !GAUGES.has(name)).map((name) => [name, 0]))
  const answers = new Map<string, Answers>()
  const secondsSince = (at: number) => (steadyMs() - at) / 1000

  const families = (): readonly Family[] => [
    ...METRICS.map((name) => familyOf(name, values.get(name))),
    ...lateness(sql, clock.now()),
    gauge(
      'last_sweep_seconds',
      'Since the last sweep that did all its work',
      ...(sweptAt === undefined ? [] : [{ value: secondsSince(sweptAt) }]),
    ),
    requests([...answers.values()]),
    gauge('uptime_seconds', 'Since this process started', { value: secondsSince(startedAt) }),
    gauge('memory_bytes', 'Resident memory of this process', { value: process.memoryUsage.rss() }),
  ]

  return {
    metrics: {
      count(name, value = 1) {
        values.set(name, GAUGES.has(name) ? value : (values.get(name) ?? 0) + value)
        also?.count(name, value)
      },
    },
    answered(route, status) {
      const key = `${route} ${status}`
      const known = answers.get(key)
      if (known) known.count += 1
      else answers.set(key, { route, status, count: 1 })
    },
    swept() {
      sweptAt = steadyMs()
    },
    text: () => families().map(textOf).join(''),
  }
}

/** What waits to be sent, and how late the next step is. */
function lateness(sql: ReturnType<typeof prepareStatements>, now: Instant): readonly Family[] {
  const late = sql.next.get()?.at
  const waiting = sql.waiting.all().map(({ kind, n, oldest }) => {
    const labels = { to: String(kind) }
    return [
      { labels, value: Number(n) },
      { labels, value: Math.max(0, millisBetween(String(oldest), now)) / 1000 },
    ] as const
  })
  return [
    gauge('messages_pending', 'Messages not handed over yet, held back ones included', ...waiting.map(([n]) => n)),
    gauge('oldest_message_seconds', 'Age of the oldest of these', ...waiting.map(([, age]) => age)),
    gauge('wake_lag_seconds', 'How late the next step of a repair is; 0: none is late', {
      value: late ? Math.max(0, millisBetween(String(late), now)) / 1000 : 0,
    }),
  ]
}

const requests = (answers: readonly Answers[]): Family => ({
  name: 'chengnuo_requests_total',
  type: 'counter',
  help: 'Answers by route and status; refusals are those from 400 on',
  samples: answers.map(({ route, status, count }) => ({ value: count, labels: { route, status: String(status) } })),
})

const familyOf = (name: MetricName, value: number | undefined): Family => {
  const isGauge = GAUGES.has(name)
  return {
    name: `chengnuo_${inSnakeCase(name)}${isGauge ? '' : '_total'}`,
    type: isGauge ? 'gauge' : 'counter',
    help: `${name} on AWS; see docs/runbook.md`,
    samples: value === undefined ? [] : [{ value }],
  }
}

const gauge = (name: string, help: string, ...samples: readonly Sample[]): Family => ({
  name: `chengnuo_${name}`,
  type: 'gauge',
  help,
  samples,
})

export const inSnakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`)

/** A family in the text format, version 0.0.4; one without samples is not there. */
const textOf = ({ name, type, help, samples }: Family): string =>
  samples.length === 0
    ? ''
    : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => lineOf(name, sample)), ''].join(
        '\n',
      )

const lineOf = (name: string, { labels = {}, value }: Sample): string => {
  const written = Object.entries(labels).map(([label, is]) => `${label}="${escaped(is)}"`)
  return `${name}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}`
}

const escaped = (label: string): string => label.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** The statements of the figures, compiled once. */
const prepareStatements = (db: DatabaseSync) => ({
  next: db.prepare('SELECT min(attention) AS at FROM subjects WHERE attention IS NOT NULL'),
  waiting: db.prepare(`
    SELECT iif(effect ->> 'channel' = 'sms', 'staff', 'contacts') AS kind, count(*) AS n, min(created_at) AS oldest
    FROM effects WHERE waiting_since IS NOT NULL GROUP BY 1`),
})
