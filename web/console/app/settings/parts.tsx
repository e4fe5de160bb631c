import type { ReactNode } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import { Sign, type SignName } from '../parts/signs.tsx'
import { useSay } from '../words.ts'

/** One matter of the settings; `sign` says at a glance how it stands. */
export function Panel({
  title,
  sign,
  state,
  wide,
  children,
}: {
  title: Text
  sign?: SignName
  state?: string
  wide?: boolean
  children: ReactNode
}) {
  const say = useSay()
  return (
    <section className={wide ? 'panel wide' : 'panel'} aria-label={say(title)}>
      <header>
        <h2>{say(title)}</h2>
        {sign && <Sign name={sign} />}
        {state && <span className="mid">{state}</span>}
      </header>
      <div className="in">{children}</div>
    </section>
  )
}

/** What this host does not know of itself, and who does. */
export function NotKnown({ where }: { where: Text }) {
  const say = useSay()
  return (
    <p className="soft">
      {say(text('这里不掌握：', 'Not known here: '))}
      {say(where)}
    </p>
  )
}
