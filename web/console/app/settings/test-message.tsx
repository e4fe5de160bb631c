import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { Problem } from '../parts/problem.tsx'
import { DESK_ZONE, timeOf } from '../parts/time.ts'
import { useSay } from '../words.ts'
import { type Settings, useTestMessage, useVerifyNumber } from './data.ts'

type Person = Pick<Settings['people'][number], 'id' | 'name' | 'number'>

/** Would a page reach them? One text message shows it, and what came back stands beside it; the digits in it prove the number. */
export function TestMessage({ person }: { person: Person }) {
  const say = useSay()
  const { id, name, number } = person
  const test = useTestMessage(id)
  const { data } = test
  return (
    <span className="tested">
      <span className={number === 'verified' ? 'soft' : 'bad'}>{say(NUMBERS[number])}</span>
      <Button
        size="small"
        aria-label={say(text(`给${name}发测试短信`, `Send ${name} a test message`))}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {say(text('发测试短信', 'Send a test'))}
      </Button>
      {data?.outcome === 'sent' && (
        <span role="status">
          {say(
            text(
              `${timeOf(data.at, DESK_ZONE)} 已交给短信通道，发往 ${data.to}；请本人报出里面的数字。`,
              `Handed to the channel at ${timeOf(data.at, DESK_ZONE)}, to ${data.to}: ask them for the digits in it.`,
            ),
          )}
        </span>
      )}
      {data?.outcome === 'sent' && number !== 'verified' && <Code person={person} />}
      {data?.outcome === 'refused' && (
        <b className="bad" role="alert">
          {say(text('没有发出：', 'Not sent: '))}
          {data.said}
        </b>
      )}
      {test.error && <Problem error={test.error} />}
    </span>
  )
}

const NUMBERS: Readonly<Record<Person['number'], ReturnType<typeof text>>> = {
  verified: text('号码已验证', 'Number verified'),
  unverified: text('号码未验证', 'Number not verified'),
  changed: text('新号码未验证，仍呼旧号码', 'New number not verified: the old one is called'),
}

/** What its reader told. */
function Code({ person: { id, name } }: { person: Person }) {
  const say = useSay()
  const [code, setCode] = useState('')
  const verify = useVerifyNumber(id)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        verify.mutate(code)
      }}
    >
      <Input
        size="small"
        className="code"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        aria-label={say(text(`${name}报的六位数字`, `The six digits that ${name} tells you`))}
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <Button size="small" htmlType="submit" disabled={code.trim() === ''} loading={verify.isPending}>
        {say(text('验证', 'Verify'))}
      </Button>
      {verify.error && <Problem error={verify.error} />}
    </form>
  )
}
