import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { call } from '../outside/api.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { Qr } from './qr.tsx'

type How = 'give' | 'renew' | 'withdraw'

/** A contact keeps their own calendar by a link: it is given, replaced and taken back here. */
export function CalendarLink({ customer, contact }: { customer: string; contact: string }) {
  const say = useSay()
  const mayKeep = useStore(sessionStore)?.may.includes('keepCalendars') ?? false
  const link = useMutation({
    mutationFn: (how: How) =>
      call('POST /api/customers/{id}/calendar-link', { path: { id: customer }, body: { contact, how } }),
  })
  if (!mayKeep) return null
  return (
    <Address
      name={say(text('客户日历链接', 'Calendar link'))}
      says={say(
        text(
          '联系人用它自己登记开学、考试、会议。谁有链接，谁就能以他的名义登记。',
          'By it the contact enters terms, exams and meetings. Whoever has it writes in their name.',
        ),
      )}
      error={link.error}
      isPending={link.isPending}
      url={link.data?.url}
      isWithdrawn={link.variables === 'withdraw' && link.isSuccess}
      onAsk={(how) => link.mutate(how)}
      hows={['give', 'renew', 'withdraw']}
    />
  )
}

/** What is due to a customer, for a phone's calendar to subscribe to. */
export function CustomerFeed({ customer }: { customer: string }) {
  const say = useSay()
  const mayRead = useStore(sessionStore)?.may.includes('calendars') ?? false
  const feed = useMutation({
    mutationFn: (how: How) => call('POST /api/calendar-feeds', { body: { customer, renew: how === 'renew' } }),
  })
  if (!mayRead) return null
  return (
    <Address
      name={say(text('日历订阅（.ics）', 'Calendar feed (.ics)'))}
      says={say(
        text(
          '把这个客户的计划服务和上门订阅到您自己的日历。链接只给您用。',
          'Brings what is due to this customer, and the visits, into your own calendar. It is for you alone.',
        ),
      )}
      error={feed.error}
      isPending={feed.isPending}
      url={feed.data?.url}
      isWithdrawn={false}
      onAsk={(how) => feed.mutate(how)}
      hows={['give', 'renew']}
    />
  )
}

interface AddressProps {
  readonly name: string
  readonly says: string
  readonly error: unknown
  readonly isPending: boolean
  readonly url: string | undefined
  readonly isWithdrawn: boolean
  readonly hows: readonly How[]
  readonly onAsk: (how: How) => void
}

const NAMES = {
  give: text('显示链接', 'Show the link'),
  renew: text('换新链接（旧的失效）', 'Replace it (the old one ends)'),
  withdraw: text('撤回', 'Withdraw it'),
} as const

function Address({ name, says, error, isPending, url, isWithdrawn, hows, onAsk }: AddressProps) {
  const say = useSay()
  const [copied, setCopied] = useState<string>()
  const copy = async () => {
    if (url === undefined) return
    await navigator.clipboard.writeText(url)
    setCopied(url)
  }
  return (
    <section className="panel address" aria-label={name}>
      <header>
        <h2>{name}</h2>
      </header>
      <div className="in">
        <p className="soft small">{says}</p>
        {error !== null && error !== undefined && <Problem error={error} />}
        {isWithdrawn && (
          <p role="status">{say(text('已撤回，链接打不开了。', 'Withdrawn: it opens nothing any more.'))}</p>
        )}
        {url !== undefined && (
          <>
            <p className="n">{url}</p>
            <Qr text={url} />
          </>
        )}
        <div className="send">
          {url !== undefined && (
            <Button onClick={copy}>{copied === url ? say(text('已复制', 'Copied')) : say(text('复制', 'Copy'))}</Button>
          )}
          {hows
            .filter((how) => how !== 'give' || url === undefined)
            .map((how) => (
              <Button key={how} danger={how === 'withdraw'} disabled={isPending} onClick={() => onAsk(how)}>
                {say(NAMES[how])}
              </Button>
            ))}
        </div>
      </div>
    </section>
  )
}
