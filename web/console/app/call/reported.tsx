import Input from 'antd/es/input'
import { text } from '../../../../shared/kernel/text.ts'
import { LONGEST_REPORT } from '../../../../shared/kernel/typed.ts'
import { useSay } from '../words.ts'
import type { Draft } from './draft.ts'

interface Props {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
}

export const focusWords = (): void => document.getElementById('symptoms')?.focus()

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
        rows={3}
        placeholder={say(hint)}
        aria-invalid={symptoms.trim().length > LONGEST_REPORT}
        aria-describedby="symptoms-room"
        onChange={({ target }) => change({ symptoms: target.value })}
      />
      <Room left={LONGEST_REPORT - symptoms.trim().length} />
    </>
  )
}

/** Near its end it is said how much room there is; beyond it nothing is cut. */
function Room({ left }: { left: number }) {
  const say = useSay()
  const isNear = left <= LONGEST_REPORT / 10
  return (
    <p id="symptoms-room" role="status" className={left < 0 ? 'warn small' : 'soft small'}>
      {isNear &&
        (left < 0
          ? say(
              text(
                `超出 ${-left} 字（最多 ${LONGEST_REPORT} 字），还不能保存：请删减，写下的都还在。`,
                `${-left} characters too many (at most ${LONGEST_REPORT}): shorten it before saving; all that you wrote is still here.`,
              ),
            )
          : say(text(`还可以写 ${left} 字`, `${left} characters left`)))}
    </p>
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
