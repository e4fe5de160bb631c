import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import { Labelled } from '../roster/inputs.tsx'
import { useSay } from '../words.ts'
import { type DutyView, useNote } from './duty-data.ts'
import { WholeForm } from './whole-form.tsx'

const WORDS = {
  observed: text('观察到什么', 'What was observed'),
  events: text('事件（可不填）', 'Events (optional)'),
  analysis: text('分析（可不填）', 'Analysis (optional)'),
  done: text('处置（可不填）', 'What was done (optional)'),
  handover: text('交接给下一班（可不填）', 'For whoever comes next (optional)'),
} as const satisfies Readonly<Record<string, Text>>
type Word = keyof typeof WORDS
const NAMES = Object.keys(WORDS) as Word[]

/** An entry of the watch: it is appended, and stays as it is. */
export function EntryForm({ duty, onClose }: { duty: DutyView; onClose: () => void }) {
  const say = useSay()
  const note = useNote(duty.id)
  const [words, setWords] = useState<Partial<Record<Word, string>>>({})
  const [isFault, setFault] = useState(false)
  const [unit, setUnit] = useState('')
  const [corrects, setCorrects] = useState<number>()
  const observed = words.observed?.trim()
  const said = Object.fromEntries(NAMES.flatMap((name) => (words[name]?.trim() ? [[name, words[name].trim()]] : [])))
  const whole = observed
    ? {
        observed,
        ...said,
        ...(isFault && { fault: true, ...(unit.trim() && { unit: unit.trim() }) }),
        ...(corrects !== undefined && { corrects }),
      }
    : undefined
  return (
    <WholeForm
      label={text('写值守记录', 'An entry of the watch')}
      whole={whole}
      needs={text('写下观察到什么。', 'Say what was observed.')}
      sending={note}
      onSend={(entry) => note.mutate(entry, { onSuccess: onClose })}
      send={text('记录', 'Record it')}
      cancel={text('不写了', 'Cancel')}
      onClose={onClose}
      isInside
    >
      {NAMES.map((name) => (
        <Labelled key={name} label={say(WORDS[name])} isWide>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={name === 'observed' ? 2 : 1}
              maxLength={1000}
              value={words[name] ?? ''}
              onChange={({ target }) => setWords({ ...words, [name]: target.value })}
            />
          )}
        </Labelled>
      ))}
      <Checkbox checked={isFault} onChange={({ target }) => setFault(target.checked)}>
        {say(text('是故障，转报修', 'A fault: report it'))}
      </Checkbox>
      {isFault && (
        <Labelled label={say(text('故障设备序列号（知道就填）', 'Serial number, if you know it'))}>
          {(id) => <Input id={id} maxLength={200} value={unit} onChange={({ target }) => setUnit(target.value)} />}
        </Labelled>
      )}
      {duty.log.length > 0 && <Corrects log={duty.log} value={corrects} onChange={setCorrects} />}
    </WholeForm>
  )
}

interface CorrectsProps {
  readonly log: DutyView['log']
  readonly value: number | undefined
  readonly onChange: (seq: number | undefined) => void
}

/** Which entry this one puts right. */
function Corrects({ log, value, onChange }: CorrectsProps) {
  const say = useSay()
  return (
    <Labelled label={say(text('更正（写错时才选）', 'Puts right (only where one was wrong)'))}>
      {(id) => (
        <Select
          id={id}
          allowClear
          value={value ?? null}
          onChange={(seq: number | null) => onChange(seq ?? undefined)}
          options={log.map(({ seq, observed }) => ({ value: seq, label: `${seq} ${observed.slice(0, 30)}` }))}
        />
      )}
    </Labelled>
  )
}
