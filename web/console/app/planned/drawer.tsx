import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE } from '../../../rail/wall.ts'
import { useNow } from '../outside/time.ts'
import { Icon } from '../parts/icons.tsx'
import { Failed } from '../parts/problem.tsx'
import { moment } from '../parts/time.ts'
import { Waiting } from '../parts/waiting.tsx'
import { zoneBeside } from '../parts/zone.ts'
import { useLanguage, useSay } from '../words.ts'

interface Props<T> {
  readonly label: string
  readonly of: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown }
  readonly title: (data: T) => string
  readonly stage: (data: T) => string
  /** Of its times, where there are any. */
  readonly timezone?: (data: T) => string
  readonly onClose: () => void
  readonly children: (data: T) => ReactNode
}

/** One of a list, beside it. */
export function Drawer<T>({ label, of, title, stage, timezone, onClose, children }: Props<T>) {
  const say = useSay()
  const zone = useZone(of.data === undefined ? undefined : timezone?.(of.data))
  const { data } = of
  return (
    <aside className="drawer" aria-label={label}>
      <header>
        <b>{data === undefined ? label : title(data)}</b>
        <span className="soft">{data !== undefined && stage(data)}</span>
        <Button
          className="push"
          type="text"
          aria-label={say(text('收起', 'Close'))}
          icon={<Icon name="close" />}
          onClick={onClose}
        />
      </header>
      <div className="body">
        <Failed of={of} />
        {data === undefined && !of.error && <Waiting />}
        {zone && <p className="soft">{say(text(`时间为${zone}`, `Times are ${zone}`))}</p>}
        {data !== undefined && children(data)}
      </div>
    </aside>
  )
}

/** What the time of a zone is called, where its clocks show another one than the lists do. */
function useZone(timezone: string | undefined): string | undefined {
  const language = useLanguage()
  const nowMs = useNow(MINUTE)
  return timezone === undefined ? undefined : zoneBeside(timezone, nowMs, language)
}

interface TimelineProps {
  readonly entries: readonly {
    readonly seq: number
    readonly at: string
    readonly by: { readonly kind: string; readonly name?: string }
    readonly text: string
  }[]
  readonly timezone: string
}

/** What happened, the latest first. */
export function Timeline({ entries, timezone }: TimelineProps) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <section>
      <h3>{say(text('经过', 'What happened'))}</h3>
      <ol className="past">
        {entries.toReversed().map((entry) => (
          <li key={entry.seq}>
            <span className="soft n">{moment(entry.at, timezone, nowMs, language)}</span>{' '}
            {entry.by.kind !== 'system' && entry.by.name && <b>{entry.by.name} </b>}
            {entry.text}
          </li>
        ))}
      </ol>
    </section>
  )
}
