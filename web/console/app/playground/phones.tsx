import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { useNow } from '../outside/time.ts'
import { openPhone } from '../outside/windows.ts'
import { DESK_ZONE, shortMoment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { type Message, type Owner, usePhones } from './data.ts'
import { markRead, useUnread } from './unread.ts'

/** So many stand there at once, and of those that nobody has read; older ones by a press. */
const SHOWN = 1
const MOST_NEW = 3

/** Everybody's phone, the one that rang last on top. */
export function Phones() {
  return (
    <Boxes
      kind="sms"
      none={text(
        '还没有短信。来一通电话，值班人的手机就会响。',
        'No text messages yet. When somebody calls, the phone of whoever is on call rings.',
      )}
    />
  )
}

/** The mailbox of everybody who was written to. */
export function Mailboxes() {
  return (
    <Boxes
      kind="email"
      none={text(
        '这里没有邮件：来电的人没有留下邮箱，或者后来消息太多，旧的不再显示。',
        'No mail here: whoever called left no address, or so much came since that older mail is not shown.',
      )}
    />
  )
}

function Boxes({ kind, none }: { kind: 'sms' | 'email'; none: Text }) {
  const say = useSay()
  const { data } = usePhones()
  const ofKind = data?.messages.filter((message) => (message.kind === 'email') === (kind === 'email')) ?? []
  if (data && ofKind.length === 0) return <p className="empty">{say(none)}</p>
  return [...Map.groupBy(ofKind, ({ to }) => to)].map(([to, messages]) => (
    <Box key={to} owner={data?.owners.find((one) => one.to === to) ?? { to, name: '', of: '' }} messages={messages} />
  ))
}

function Box({ owner, messages }: { owner: Owner; messages: readonly Message[] }) {
  const say = useSay()
  const [isWhole, setWhole] = useState(false)
  const isUnread = useUnread()
  const news = messages.filter(isUnread).length
  const lastNew = messages.slice(0, MOST_NEW).findLastIndex(isUnread)
  const shown = isWhole ? messages : messages.slice(0, Math.max(SHOWN, lastNew + 1))
  const rest = messages.length - shown.length
  return (
    <section className={news > 0 ? 'box news' : 'box'}>
      <h3>
        <b>{owner.name || say(text('不在通讯录', 'Nobody on file'))}</b>
        <span className="soft n">{owner.to.startsWith('+') ? phoneShown(owner.to) : owner.to}</span>
        <span className="soft of">{owner.of}</span>
        {news > 0 && <i>{say(text(`${news} 条未读`, `${news} unread`))}</i>}
      </h3>
      {shown.map((message) => {
        const Page = PAGES[message.kind]
        return (
          <div
            key={message.id}
            className={`bubble${message.kind === 'email' ? ' mail' : ''}${isUnread(message) ? ' new' : ''}`}
            // Whoever opens one has read that one.
            onPointerUp={() => markRead([message])}
          >
            <Page message={message} />
          </div>
        )
      })}
      {rest > 0 && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {say(text(`更早的 ${rest} 条`, `${rest} earlier`))}
        </Button>
      )}
    </section>
  )
}

function Sms({ message }: { message: Message }) {
  return (
    <>
      <p className="pre">{linked(message.text)}</p>
      <When message={message} />
    </>
  )
}

/** What the phone reads out, and the key that takes it. */
function Call({ message }: { message: Message }) {
  const say = useSay()
  const [said, key = ''] = message.text.split('\n')
  const pressed = useMutation({
    mutationFn: () => fetch(key, { method: 'POST', body: new URLSearchParams({ Digits: '1' }) }),
  })
  return (
    <>
      <p className="pre">
        <b>{say(text('来电', 'Call'))}</b> {said}
      </p>
      <Button size="small" disabled={pressed.isPending || pressed.isSuccess} onClick={() => pressed.mutate()}>
        {say(pressed.isSuccess ? text('已按 1', 'Pressed 1') : text('按 1', 'Press 1'))}
      </Button>{' '}
      <When message={message} />
    </>
  )
}

function Mail({ message }: { message: Message }) {
  const address = `/local/outbox/${message.id}`
  return (
    <>
      <a href={address} target="_blank" rel="noreferrer" onClick={(event) => openPhone(event, address, 'wide')}>
        {message.subject}
      </a>
      <When message={message} />
    </>
  )
}

const PAGES = { sms: Sms, call: Call, email: Mail }

function When({ message }: { message: Message }) {
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <span className="soft small">
      {shortMoment(message.at, DESK_ZONE, nowMs, language)} · {message.reason}
    </span>
  )
}

/** The text with its addresses made links, which open as on a phone. */
const linked = (words: string) =>
  words.split(/(https?:\/\/[^\s<>"，。；）)]+)/).map((part, index) =>
    /^https?:\/\//.test(part) ? (
      <a
        key={`${index}${part}`}
        href={part}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => openPhone(event, part)}
      >
        {part}
      </a>
    ) : (
      part
    ),
  )
