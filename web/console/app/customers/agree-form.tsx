import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type SyntheticEvent, useId } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import type { Schemas } from '../../generated/api.ts'
import { Problem } from '../parts/problem.tsx'
import { HOW_NAMES, useSay } from '../words.ts'
import { useAgree } from './contract-data.ts'

interface Props {
  readonly id: string
  readonly line: { readonly clause: string; readonly need: string; readonly about: string }
  /** What is asked of the day. */
  readonly until: Text
  readonly onClose: () => void
}

/** By their link nobody of ours agrees. */
const { link: _, ...HOWS } = HOW_NAMES

/** A stage of payment, or planned work, on a later day: who of the customer's it was agreed with, and how. */
export function AgreeForm({ id, line: { clause, need, about }, until, onClose }: Props) {
  const say = useSay()
  const agreeing = useAgree(id)
  const key = useId()
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = Object.fromEntries(new FormData(event.currentTarget)) as Pick<
      Schemas['WorkAgreement'],
      'until' | 'by' | 'how'
    >
    agreeing.mutate({ clause, need, about, ...said }, { onSuccess: onClose })
  }
  return (
    <form className="record" onSubmit={send}>
      {agreeing.error && <Problem error={agreeing.error} />}
      <label htmlFor={`${key}-until`}>
        {say(until)}
        <Input id={`${key}-until`} name="until" type="date" required autoFocus />
      </label>
      <label htmlFor={`${key}-by`}>
        {say(text('与客户方谁约定', 'With whom of the customer’s'))}
        <Input id={`${key}-by`} name="by" required maxLength={200} />
      </label>
      <label htmlFor={`${key}-how`}>
        {say(text('怎么约定的', 'How'))}
        <select id={`${key}-how`} name="how" className="ant-input">
          {Object.entries(HOWS).map(([how, name]) => (
            <option key={how} value={how}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      <div className="send">
        <Button type="primary" htmlType="submit" loading={agreeing.isPending}>
          {say(text('登记约定', 'Record it'))}
        </Button>
        <Button onClick={onClose}>{say(text('取消', 'Cancel'))}</Button>
      </div>
    </form>
  )
}
