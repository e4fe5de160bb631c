import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { type KeyboardEvent, useState } from 'react'
import { inLanguage, type Text, text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { local } from '../outside/local.ts'
import { Problem } from '../parts/problem.tsx'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { type Heard, useCallers } from './data.ts'

type Said =
  | { readonly digits: string }
  | { readonly speech: string }
  | { readonly recorded: true }
  | { readonly hangUp: true }
  | { readonly phone: 'answered' | 'over' }
/** What was heard and what was answered, in turn. */
interface Turn {
  readonly by: 'hotline' | 'caller'
  readonly words: Text
}

const STRANGER = '+8613900000000'

/** Calls the hotline as anybody, through its real voice menu: it is read here, not heard. */
export function Telephone() {
  const [heard, setHeard] = useState<Heard>()
  const [turns, setTurns] = useState<readonly Turn[]>([])
  const spoken = (found: Heard): readonly Turn[] => found.says.map((words) => ({ by: 'hotline', words }))
  const dial = useMutation({
    mutationFn: (from: string) => local<Heard>('telephone', { from }),
    onSuccess: (found) => {
      setHeard(found)
      setTurns(spoken(found))
    },
  })
  const say = useMutation({
    mutationFn: (said: Said) => local<Heard>('telephone', { call: heard?.call, ...said }),
    onSuccess: (found, said) => {
      setHeard(found)
      setTurns((before) => [...before, { by: 'caller', words: answered(said) }, ...spoken(found)])
    },
  })
  const again = () => {
    // Where the menu has said its last word the caller still holds the receiver.
    local('telephone', { call: heard?.call, hangUp: true }).catch(() => undefined)
    setHeard(undefined)
  }
  const error = dial.error ?? say.error
  return (
    <div className="telephone">
      {error && <Problem error={error} />}
      {heard === undefined ? (
        <Dial onDial={(from) => dial.mutate(from)} isPending={dial.isPending} />
      ) : (
        <>
          <Transcript turns={turns} />
          {heard.expects === 'over' ? (
            <Over heard={heard} onAgain={again} />
          ) : (
            <OnTheLine heard={heard} onSay={(said) => say.mutate(said)} isPending={say.isPending} />
          )}
        </>
      )}
    </div>
  )
}

function Dial({ onDial, isPending }: { onDial: (from: string) => void; isPending: boolean }) {
  const say = useSay()
  const { data } = useCallers()
  const [from, setFrom] = useState<string>()
  const callers = (data?.callers ?? []).map(({ phone, name, customer }) => ({
    value: phone,
    label: `${name} · ${customer} · ${phoneShown(phone)}`,
  }))
  const stranger = {
    value: STRANGER,
    label: say(text(`陌生号码 · ${phoneShown(STRANGER)}`, `Unknown number · ${phoneShown(STRANGER)}`)),
  }
  return (
    <>
      <label htmlFor="caller">{say(text('用谁的号码打', 'Whose number calls'))}</label>
      <Select
        id="caller"
        value={from ?? callers[0]?.value ?? STRANGER}
        onChange={setFrom}
        options={[...callers, stranger]}
      />
      <Button
        type="primary"
        loading={isPending}
        disabled={!data}
        onClick={() => onDial(from ?? callers[0]?.value ?? STRANGER)}
      >
        {say(text('拨打热线', 'Call the hotline'))}
      </Button>
    </>
  )
}

function Transcript({ turns }: { turns: readonly Turn[] }) {
  const language = useLanguage()
  return (
    <ol className="said" aria-live="polite">
      {turns.map(({ by, words }, index) => (
        // What was said stays where it is.
        <li key={`${index}${words.zh}`} className={by}>
          {inLanguage(words, language)}
        </li>
      ))}
    </ol>
  )
}

interface Line {
  readonly heard: Heard
  readonly onSay: (said: Said) => void
  readonly isPending: boolean
}

function OnTheLine(line: Line) {
  const say = useSay()
  const { heard, onSay, isPending } = line
  return (
    <>
      {heard.expects === 'key' && <Keypad {...line} />}
      {heard.expects === 'speech' && <Speech {...line} />}
      {heard.expects === 'recording' && (
        <Button disabled={isPending} onClick={() => onSay({ recorded: true })}>
          {say(text('留言录好了（#）', 'Message recorded (#)'))}
        </Button>
      )}
      {heard.expects === 'answer' && <Ringing {...line} />}
      {heard.expects === 'talk' && (
        <Button disabled={isPending} onClick={() => onSay({ phone: 'over' })}>
          {say(text('对方挂断', 'They hang up'))}
        </Button>
      )}
      <Button danger disabled={isPending} onClick={() => onSay({ hangUp: true })}>
        {say(text('挂断', 'Hang up'))}
      </Button>
    </>
  )
}

/** A phone of ours rings for the caller: whoever plays says whether it is picked up. */
function Ringing({ heard, onSay, isPending }: Line) {
  const say = useSay()
  const phone = phoneShown(heard.rings ?? '')
  return (
    <>
      <p>{say(text(`${phone} 正在响铃`, `${phone} is ringing`))}</p>
      <Button type="primary" disabled={isPending} onClick={() => onSay({ phone: 'answered' })}>
        {say(text('接听（按 1）', 'Picked up (1)'))}
      </Button>
      <Button disabled={isPending} onClick={() => onSay({ phone: 'over' })}>
        {say(text('没人接', 'Nobody picks up'))}
      </Button>
    </>
  )
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

function Keypad({ onSay, isPending }: Line) {
  const say = useSay()
  const byKeys = ({ key }: KeyboardEvent) => {
    if (KEYS.includes(key) && !isPending) onSay({ digits: key })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: the keys of a telephone are no field set */}
      <div className="keypad" role="group" aria-label={say(text('按键', 'Keys'))} onKeyDown={byKeys}>
        {KEYS.map((digits) => (
          <Button key={digits} disabled={isPending} onClick={() => onSay({ digits })}>
            {digits}
          </Button>
        ))}
      </div>
      <Button type="link" disabled={isPending} onClick={() => onSay({ digits: '' })}>
        {say(text('什么也不按', 'Press nothing'))}
      </Button>
    </>
  )
}

function Speech({ onSay, isPending }: Line) {
  const say = useSay()
  const [speech, setSpeech] = useState('')
  return (
    <>
      <Input.TextArea
        aria-label={say(text('说什么', 'What is said'))}
        placeholder={say(
          text('对着电话说：例如 记录仪开不了机', 'Say into the telephone: the recorder does not start'),
        )}
        rows={2}
        maxLength={300}
        value={speech}
        onChange={({ target }) => setSpeech(target.value)}
      />
      <Button type="primary" disabled={isPending || !speech.trim()} onClick={() => onSay({ speech: speech.trim() })}>
        {say(text('说', 'Say it'))}
      </Button>
      <Button type="link" disabled={isPending} onClick={() => onSay({ speech: '' })}>
        {say(text('什么也不说', 'Say nothing'))}
      </Button>
    </>
  )
}

function Over({ heard, onAgain }: { heard: Heard; onAgain: () => void }) {
  const say = useSay()
  return (
    <>
      {heard.repair && (
        <p>
          {say(text('已在值班台：', 'On the board: '))}
          <Link to={`/repairs/${heard.repair}`}>{heard.repair}</Link>
        </p>
      )}
      <Button onClick={onAgain}>{say(text('再打一通', 'Call again'))}</Button>
    </>
  )
}

function answered(said: Said): Text {
  if ('hangUp' in said) return text('（挂断）', '(hangs up)')
  if ('recorded' in said) return text('（留言）', '(leaves a message)')
  if ('phone' in said)
    return said.phone === 'answered' ? text('（接通）', '(put through)') : text('（没有接通，或已挂断）', '(no more)')
  if ('speech' in said) return said.speech ? text(said.speech, said.speech) : text('（没说话）', '(says nothing)')
  return said.digits ? text(`按 ${said.digits}`, `presses ${said.digits}`) : text('（没按键）', '(presses nothing)')
}
