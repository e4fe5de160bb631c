import { useEffect, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import type { Repair } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { Sign } from '../parts/signs.tsx'
import { dayName, timeOf } from '../parts/time.ts'
import { type Say, useLanguage, useSay } from '../words.ts'
import type { Entry } from './data.ts'

const VIEWS = ['main', 'all', 'customer'] as const
type View = (typeof VIEWS)[number]
const VIEW_NAMES = { main: text('要事', 'Main'), all: text('全部', 'All'), customer: text('客户', 'Customer') }

/** What the rail shows already. */
const CLOCKS = new Set(['clockStarted', 'clockMoved', 'clockWarned'])
const isKept = ({ type, outcome }: Entry): boolean => type === 'clockEnded' && outcome === 'kept'

/** What happened, the latest first: people, customer and system told apart at a glance. */
export function Timeline({ repair }: { repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const [view, setView] = useState<View>('main')
  const aimed = location.hash.slice(1)
  useEffect(() => {
    // Led here by a line of the ledger: to the event that proves it.
    if (!aimed) return
    const event = document.getElementById(aimed)
    if (event) event.scrollIntoView({ block: 'center' })
    else setView('all')
  }, [aimed, view])
  const entries = shown(repair.timeline, view).toReversed()
  const zone = repair.timezone
  const dayOf = (entry: Entry | undefined) => entry && dayName(Date.parse(entry.at), zone, nowMs, language)
  return (
    <section className="panel">
      <header>
        <h2>
          {say(text('经过', 'What happened'))} <span className="soft">{repair.timeline.length}</span>
        </h2>
        <span className="seg push">
          {VIEWS.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
              {say(VIEW_NAMES[one])}
            </button>
          ))}
        </span>
      </header>
      <ol className="tl">
        {entries.map((entry, index) => (
          <li
            key={entry.seq}
            id={`e${entry.seq}`}
            className={`${sideOf(entry)}${aimed === `e${entry.seq}` ? ' aimed' : ''}`}
          >
            {dayOf(entry) !== dayOf(entries[index - 1]) && <span className="day">{dayOf(entry)}</span>}
            <time dateTime={entry.at}>{timeOf(entry.at, zone)}</time>
            <Who entry={entry} say={say} />
            <div>
              {entry.folded > 0 && (
                <span className="folded">
                  {say(text(`此前已呼叫 ${entry.folded} 次`, `${entry.folded} pages before it`))}
                </span>
              )}
              {bold(entry)}
              <Receipts sent={entry.sent} say={say} />
            </div>
            <span className="no">#{entry.seq}</span>
          </li>
        ))}
      </ol>
      {entries.length === 0 && <p className="empty">{say(text('还没有。', 'Nothing yet.'))}</p>}
    </section>
  )
}

type Side = 'cus' | 'per' | 'sys' | 'brk'
function sideOf({ type, by }: Entry): Side {
  if (type === 'clockBroken') return 'brk'
  if (/^(clock|paged|escalat)/.test(type) || by.kind === 'system') return 'sys'
  return by.kind === 'customer' || by.kind === 'caller' ? 'cus' : 'per'
}

function Who({ entry, say }: { entry: Entry; say: Say }) {
  const side = sideOf(entry)
  if (side === 'brk') return <Sign name="late" label={say(text('超时', 'overdue'))} />
  if (side === 'sys') return <i aria-hidden="true" />
  if (side === 'cus') return <i title={entry.by.name}>{say(text('客', 'C'))}</i>
  return <i title={entry.by.name}>{[...(entry.by.name ?? '?')][0]}</i>
}

/** Which messages of it arrived, as their providers say; of most nothing is said. */
function Receipts({ sent = [], say }: { sent?: Entry['sent']; say: Say }) {
  const told = sent.flatMap(({ to = '', receipt }) => (receipt ? [{ to, ...receipt }] : []))
  return told.map(({ to, status, by, cause }) => (
    <small key={`${to} ${by}`} className="soft">
      {' '}
      {status === 'delivered'
        ? say(text(`已送达 ${to}`, `Arrived at ${to}`))
        : say(text(`未送达 ${to}`, `Not arrived at ${to}`))}
      {cause && ` · ${cause}`}
    </small>
  ))
}

/** Whose doing it was stands before what they did, unless the words begin with it. */
function bold({ by, text: said, type }: Entry) {
  const isTheirs = (by.kind === 'engineer' || by.kind === 'staff') && !/^(clock|paged)/.test(type)
  if (!isTheirs || !by.name || said.includes(by.name)) return said
  return (
    <>
      <b>{by.name}</b> {said}
    </>
  )
}

type Shown = Entry & { readonly folded: number }

/** Of pages that follow each other the last stands for all. */
function shown(timeline: readonly Entry[], view: View): readonly Shown[] {
  if (view === 'all') return timeline.map((entry) => ({ ...entry, folded: 0 }))
  if (view === 'customer')
    return timeline.filter((entry) => sideOf(entry) === 'cus').map((entry) => ({ ...entry, folded: 0 }))
  const main = timeline.filter((entry) => !CLOCKS.has(entry.type) && !isKept(entry))
  const folded: Shown[] = []
  for (const entry of main) {
    const last = folded.at(-1)
    const follows = entry.type === 'paged' && last?.type === 'paged'
    if (follows) folded.pop()
    folded.push({ ...entry, folded: follows ? last.folded + 1 : 0 })
  }
  return folded
}
