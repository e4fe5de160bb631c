import Input from 'antd/es/input'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import type { Draft } from './draft.ts'

interface Props {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
}

/** What it is about – a unit that fails, or goods that arrived short, damaged or wrong (H8) – and the caller's own words. */
export function Reported({ draft: { matter, symptoms }, change }: Props) {
  const say = useSay()
  const { label, hint } = ASKED[matter]
  return (
    <>
      <h3 className="reported">
        <label htmlFor="symptoms">{say(label)}</label>
        <span className="seg">
          {(['fault', 'delivery'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={matter === one} onClick={() => change({ matter: one })}>
              {say(ASKED[one].name)}
            </button>
          ))}
        </span>
      </h3>
      <Input.TextArea
        id="symptoms"
        value={symptoms}
        maxLength={10_000}
        rows={3}
        placeholder={say(hint)}
        onChange={({ target }) => change({ symptoms: target.value })}
      />
    </>
  )
}

const ASKED = {
  fault: {
    name: text('设备故障', 'Unit fails'),
    label: text('故障现象', 'What is wrong'),
    hint: text('照来电人的话记', 'In the caller’s words'),
  },
  delivery: {
    name: text('到货问题', 'Delivery'),
    label: text('到货情况', 'How it arrived'),
    hint: text('少了什么、坏了什么、错在哪里，数量和箱号', 'What is missing, damaged or wrong; how many, which box'),
  },
} as const
